/** The keys that go from clip to clip, while the clips have the focus. */
import type { RefObject } from "react";
import { type Handler, useCommands } from "../keys/scopes.js";

/** By so many clips, or by rows. */
export type By = { clips: number } | { rows: number } | { screens: number };

interface TileActs {
  move: (by: By) => void;
  end: (end: "first" | "last") => void;
  next: () => void;
  /** False where there is nothing to leave. */
  close: () => unknown;
}

export function useTileCommands(
  area: RefObject<HTMLElement | null>,
  { move, end, next, close }: TileActs,
): void {
  const own = ownKeys(area);
  const moving = (by: By): Handler =>
    own(() => {
      move(by);
    });
  useCommands(
    {
      "tiles.left": moving({ clips: -1 }),
      "tiles.right": moving({ clips: 1 }),
      "tiles.up": moving({ rows: -1 }),
      "tiles.down": moving({ rows: 1 }),
      "tiles.pageUp": moving({ screens: -1 }),
      "tiles.pageDown": moving({ screens: 1 }),
      "tiles.first": own(() => {
        end("first");
      }),
      "tiles.last": own(() => {
        end("last");
      }),
      "tiles.next": own(next),
      "tiles.close": close,
    },
    area,
  );
}

/** The keys that choose clips together. */
export function useMarkCommands(
  area: RefObject<HTMLElement | null>,
  { move, all }: { move: (by: By) => void; all: () => void },
): void {
  const own = ownKeys(area);
  const moving = (by: By): Handler =>
    own(() => {
      move(by);
    });
  useCommands(
    {
      "tiles.markLeft": moving({ clips: -1 }),
      "tiles.markRight": moving({ clips: 1 }),
      "tiles.markUp": moving({ rows: -1 }),
      "tiles.markDown": moving({ rows: 1 }),
      "tiles.all": own(all),
    },
    area,
  );
}

/** What lies in the area, such as a button, has its own keys. */
function ownKeys(area: RefObject<HTMLElement | null>): (act: () => unknown) => Handler {
  return (act) =>
    ({ target }) =>
      target === area.current ? act() : false;
}
