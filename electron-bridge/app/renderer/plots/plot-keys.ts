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
  const fit = ({ from, to }: Block): Block => ({
    from: inside(from, columns),
    to: inside(to, columns),
  });
  // Keys may come faster than the plot is drawn, so each goes on from where the last one led.
  const step = (change: (before: Block) => Block) => () => {
    setBlock((before) => change(fit(before)));
  };
  const move = (columnStep: number, hourStep: number): (() => void) =>
    step(({ to }) => {
      const next = inside({ column: to.column + columnStep, hour: to.hour + hourStep }, columns);
      return { from: next, to: next };
    });
  const extend = (columnStep: number, hourStep: number): (() => void) =>
    step(({ from, to }) => ({
      from: ofCells(from, columns),
      to: ofCells({ column: to.column + columnStep, hour: to.hour + hourStep }, columns),
    }));
  const now = fit(block);
  useCommands(
    {
      "plot.left": move(-1, 0),
      "plot.right": move(1, 0),
      "plot.up": move(0, -1),
      "plot.down": move(0, 1),
      "plot.farUp": move(0, -FAR_HOURS),
      "plot.farDown": move(0, FAR_HOURS),
      "plot.first": move(-columns, 0),
      "plot.last": move(columns, 0),
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

/** A block is of cells: a sum is no part of it. */
function ofCells({ column, hour }: Place, columns: number): Place {
  return { column: clamp(column, columns - 1), hour: clamp(hour, HOURS - 1) };
}
