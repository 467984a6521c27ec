/** The keys of the table itself, which count while it has the focus. */
import type { RefObject } from "react";
import { type Handler, useCommands } from "../../keys/scopes.js";

/** By a row, or by as many as a screen holds. */
export type Step = "row" | "screen";

interface GridActs {
  move: (way: 1 | -1, step: Step, how: "only" | "extend") => void;
  end: (end: "first" | "last") => void;
  menu: () => void;
  close: () => void;
}

export function useGridCommands(
  grid: RefObject<HTMLElement | null>,
  { move, end, menu, close }: GridActs,
): void {
  // What is in the table, such as a row's menu button, has its own keys.
  const own =
    (act: () => void): Handler =>
    ({ target }) => {
      if (target !== grid.current) return false;
      act();
      return true;
    };
  const moving = (...way: Parameters<typeof move>): Handler =>
    own(() => {
      move(...way);
    });
  useCommands(
    {
      "grid.up": moving(-1, "row", "only"),
      "grid.down": moving(1, "row", "only"),
      "grid.pageUp": moving(-1, "screen", "only"),
      "grid.pageDown": moving(1, "screen", "only"),
      "grid.first": own(() => {
        end("first");
      }),
      "grid.last": own(() => {
        end("last");
      }),
      "grid.markUp": moving(-1, "row", "extend"),
      "grid.markDown": moving(1, "row", "extend"),
      "grid.markPageUp": moving(-1, "screen", "extend"),
      "grid.markPageDown": moving(1, "screen", "extend"),
      "grid.menu": own(menu),
      "grid.close": own(close),
    },
    grid,
  );
}
