/** Every bench by name. */
import { build } from "./build.js";
import { clock } from "./clock.js";
import { grid, progress } from "./grid.js";
import { pictures } from "./pictures.js";
import { ultrasound } from "./ultrasound.js";
import { webgl } from "./webgl.js";

/** What was measured, and its value in words. */
export type Measured = [what: string, value: string];

export const BENCHES: Readonly<Record<string, () => Promise<Measured[]>>> = {
  grid,
  pictures,
  webgl,
  clock,
  ultrasound,
  build,
  progress,
};
