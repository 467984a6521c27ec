/** Arrows go from cell to cell, Shift and arrows choose a block, Enter lists its detections. */
import { type RefObject, useState } from "react";
import { useCommands } from "../keys/scopes.js";
import type { Block, Place, Plane } from "./cells.js";
import { HOURS } from "./columns.js";

/** A quarter of a day. */
const FAR_HOURS = 6;

export function usePlotKeys(
  plane: Plane,
  within: RefObject<HTMLElement | null>,
  onOpen: (block: Block) => void,
): [Block, (block: Block) => void] {
  const [block, setBlock] = useState<Block>(START);
  const columns = plane.columns.length;
  // What was chosen in a longer plot lies at the end of a shorter one.
  const now = { from: inside(block.from, columns), to: inside(block.to, columns) };
  const move = (columnStep: number, hourStep: number) => () => {
    const to = { column: now.to.column + columnStep, hour: now.to.hour + hourStep };
    const next = inside(to, columns);
    setBlock({ from: next, to: next });
  };
  const extend = (columnStep: number, hourStep: number) => () => {
    const to = { column: now.to.column + columnStep, hour: now.to.hour + hourStep };
    // A block is of cells: a sum is no part of it.
    const next = { column: clamp(to.column, columns - 1), hour: clamp(to.hour, HOURS - 1) };
    const from = {
      column: clamp(now.from.column, columns - 1),
      hour: clamp(now.from.hour, HOURS - 1),
    };
    setBlock({ from, to: next });
  };
  useCommands(
    {
      "plot.left": move(-1, 0),
      "plot.right": move(1, 0),
      "plot.up": move(0, -1),
      "plot.down": move(0, 1),
      "plot.farUp": move(0, -FAR_HOURS),
      "plot.farDown": move(0, FAR_HOURS),
      "plot.first": move(-columns, 0),
      "plot.last": move(columns - now.to.column, 0),
      "plot.moreLeft": extend(-1, 0),
      "plot.moreRight": extend(1, 0),
      "plot.moreUp": extend(0, -1),
      "plot.moreDown": extend(0, 1),
      "plot.open": () => {
        onOpen(now);
      },
    },
    within,
  );
  return [now, setBlock];
}

const START: Block = { from: { column: 0, hour: 0 }, to: { column: 0, hour: 0 } };

const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, value));

function inside({ column, hour }: Place, columns: number): Place {
  return { column: clamp(column, columns), hour: clamp(hour, HOURS) };
}
