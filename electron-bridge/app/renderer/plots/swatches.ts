/** Small drawings of what each kind of cell looks like, for the legend. */
import type { Kind } from "./cells.js";
import { strength } from "./figure.js";
import type { Palette } from "./palette.js";
import type { Pen, Rect } from "./pen.js";

/** "little": the bar of fewer than two hours of effort. */
export type Swatch = Kind | "little";

export const SWATCHES: readonly Swatch[] = [
  "unrecorded",
  "unanalysed",
  "silent",
  "heard",
  "little",
];

const SIZE = 12;
/** Shades of the ramp. */
const SHADES = [0, 0.1, 0.35, 1] as const;

export const swatchWidth = (swatch: Swatch): number =>
  swatch === "heard" ? SIZE * SHADES.length : SIZE;
export const SWATCH_HEIGHT = SIZE;

export function drawSwatch(pen: Pen, swatch: Swatch, palette: Palette, x = 0, y = 0): void {
  const box: Rect = { x, y, width: SIZE, height: SIZE };
  if (swatch === "unrecorded") {
    pen.fill([{ x: x + 5, y: y + 5, width: 2, height: 2 }], palette.point);
  } else if (swatch === "unanalysed") pen.slash([box], palette.edge);
  else if (swatch === "little") pen.edge([box], palette.heard);
  else if (swatch === "silent") {
    pen.fill([box], palette.silent);
    pen.edge([box], palette.point);
  } else {
    SHADES.forEach((share, at) => {
      pen.fill([{ ...box, x: x + at * SIZE }], palette.heard, strength(share, 1));
    });
  }
}
