/** The bars of a row of the timeline: a bar for each day, as high as its hours. */
import type { Axis } from "./axis.js";
import type { Cell } from "./spans.js";

export const BAR_HEIGHT = 24;
/** A day with a minute of sound is seen too. */
const LEAST = 3;

export interface Bars {
  recorded: string;
  analysed: string;
}

/** `most` hours of a day fill the height. */
export function barsOf(cells: readonly Cell[], axis: Axis, most: number): Bars {
  const bar = (cell: Cell, hours: number): string => {
    const days = cell.to - cell.from;
    const height = Math.min(BAR_HEIGHT, Math.max(LEAST, (hours / days / most) * BAR_HEIGHT));
    const [left, width] = [(cell.from - axis.from) * axis.day, days * axis.day];
    // Wide bars have a line between them, narrow ones run together.
    const drawn = (width > 6 ? width - 1 : width).toFixed(2);
    const top = (BAR_HEIGHT - height).toFixed(2);
    return `M${left.toFixed(2)} ${top}h${drawn}v${height.toFixed(2)}h-${drawn}z`;
  };
  return {
    recorded: cells.map((cell) => bar(cell, cell.hours)).join(""),
    analysed: cells
      .filter(({ hoursAnalysed }) => hoursAnalysed > 0)
      .map((cell) => bar(cell, cell.hoursAnalysed))
      .join(""),
  };
}

/** The hours of the fullest day of all rows, at least those of one recorder. */
export function mostHours(rows: readonly (readonly Cell[])[]): number {
  return Math.max(1, ...rows.flat().map(({ hours, from, to }) => hours / (to - from)));
}
