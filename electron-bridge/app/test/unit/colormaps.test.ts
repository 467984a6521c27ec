import { assert, describe, test } from "vitest";
import { type Colours, table } from "../../renderer/theme/colormaps.js";

const at = (colours: Colours, value: number): number[] => [
  ...table(colours).slice(value * 4, value * 4 + 3),
];

/** Entries of the published tables: matplotlib's, and cividis as Nuñez et al. (2018) gave it. */
const KNOWN: [Colours, number, [number, number, number]][] = [
  ["viridis", 0, [68, 1, 84]],
  ["viridis", 128, [33, 145, 140]],
  ["viridis", 255, [253, 231, 37]],
  ["magma", 0, [0, 0, 4]],
  ["magma", 128, [183, 55, 121]],
  ["magma", 255, [252, 253, 191]],
  ["cividis", 0, [0, 34, 78]],
  ["cividis", 255, [253, 234, 69]],
];

describe("the colours of spectrograms", () => {
  for (const [colours, value, expected] of KNOWN) {
    test(`${colours} has the published colour at ${String(value)}`, () => {
      const found = at(colours, value);
      for (const [channel, each] of expected.entries()) {
        assert.approximately(found[channel] ?? -1, each, 8);
      }
    });
  }

  for (const colours of ["grey", "inverse", "viridis", "magma", "cividis"] as const) {
    test(`${colours} grows steadily in brightness, so loud never looks quiet`, () => {
      const light = Array.from({ length: 256 }, (_, value) => {
        const [red = 0, green = 0, blue = 0] = at(colours, value);
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      });
      const sign = colours === "inverse" ? -1 : 1;
      for (let value = 8; value < 256; value++) {
        assert.isAbove(sign * ((light[value] ?? 0) - (light[value - 8] ?? 0)), -0.5);
      }
    });
  }
});
