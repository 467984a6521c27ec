/** The keys that go from clip to clip, while the clips have the focus. */
import type { RefObject } from "react";
import { type Handler, useCommands } from "../keys/scopes.js";

interface TileActs {
  /** By so many clips, or by rows. */
  move: (by: { clips: number } | { rows: number } | { screens: number }) => void;
  end: (end: "first" | "last") => void;
  next: () => void;
  /** False where there is nothing to leave. */
  close: () => unknown;
}

export function useTileCommands(
  area: RefObject<HTMLElement | null>,
  { move, end, next, close }: TileActs,
): void {
  // What lies in the area, such as a button, has its own keys.
  const own =
    (act: () => unknown): Handler =>
    ({ target }) =>
      target === area.current ? act() : false;
  const moving = (by: Parameters<typeof move>[0]): Handler =>
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
