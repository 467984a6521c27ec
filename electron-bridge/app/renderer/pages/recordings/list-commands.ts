/** The keys of a list of the page, which count while it has the focus. */
import type { RefObject } from "react";
import { type Handler, useCommands } from "../../keys/scopes.js";

interface ListActs {
  /** By rows; a screen is as many as are seen. */
  move: (way: 1 | -1, by: "row" | "screen") => void;
  end: (end: "first" | "last") => void;
  /** Open what is chosen, or go into it; or close it, or go out. Lists without parts have none. */
  fold?: (isOpen: boolean) => void;
}

export function useListCommands(
  list: RefObject<HTMLElement | null>,
  { move, end, fold }: ListActs,
): void {
  const own =
    (act: () => void): Handler =>
    ({ target }) => {
      if (target !== list.current) return false;
      act();
      return true;
    };
  useCommands(
    {
      "list.up": own(() => {
        move(-1, "row");
      }),
      "list.down": own(() => {
        move(1, "row");
      }),
      "list.pageUp": own(() => {
        move(-1, "screen");
      }),
      "list.pageDown": own(() => {
        move(1, "screen");
      }),
      "list.first": own(() => {
        end("first");
      }),
      "list.last": own(() => {
        end("last");
      }),
      ...(fold !== undefined && {
        "list.open": own(() => {
          fold(true);
        }),
        "list.close": own(() => {
          fold(false);
        }),
      }),
    },
    list,
  );
}
