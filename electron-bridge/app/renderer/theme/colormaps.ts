/**
 * Colours of spectrograms: 256 entries from quiet to loud, as red, green, blue, alpha.
 *
 * Viridis and magma are polynomials of sixth degree that Matt Zucker fitted to matplotlib's tables
 * (public domain, 2019); cividis is d3-scale-chromatic's of fifth degree (ISC). None is a rainbow.
 */
import type { Settings } from "../../shared/settings.js";
import type { Theme } from "./dress.js";

export type Colours = Exclude<Settings["colours"], "theme">;

type Three = readonly [number, number, number];

/** Coefficients by power, each for red, green and blue; values in 0 to 1. */
const VIRIDIS: readonly Three[] = [
  [0.2777273272, 0.0054073445, 0.3340998053],
  [0.1050930431, 1.4046135299, 1.3845901626],
  [-0.3308618287, 0.2148475595, 0.095095163],
  [-4.634230499, -5.7991009734, -19.3324409563],
  [6.2282699363, 14.1799333668, 56.6905526007],
  [4.7763849977, -13.7451453777, -65.3530326334],
  [-5.4354558559, 4.6458526122, 26.3124352496],
];

const MAGMA: readonly Three[] = [
  [-0.0021364851, -0.0007496551, -0.0053861279],
  [0.2516605407, 0.6775232437, 2.4940265993],
  [8.3537172792, -3.577719515, 0.314467903],
  [-27.6687330858, 14.2647307811, -13.6492131881],
  [52.1761398123, -27.9436060717, 12.9441694424],
  [-50.7685253647, 29.0465828213, 4.234152994],
  [18.6557050659, -11.48977352, -5.6019615087],
];

const CIVIDIS: readonly Three[] = [
  [-4.54, 32.49, 81.24],
  [-35.34, 170.73, 442.36],
  [2381.73, 52.82, -2482.43],
  [-6402.7, -131.46, 6167.24],
  [7024.72, 176.58, -6614.94],
  [-2710.57, -67.37, 2475.67],
];

function polynomial(coefficients: readonly Three[], scale: number): (at: number) => Three {
  return (at) =>
    [0, 1, 2].map(
      (channel) =>
        coefficients.reduceRight((sum, each) => sum * at + (each[channel] ?? 0), 0) * scale,
    ) as unknown as Three;
}

const MAPS: Record<Colours, (at: number) => Three> = {
  grey: (at) => [at * 255, at * 255, at * 255],
  inverse: (at) => [(1 - at) * 255, (1 - at) * 255, (1 - at) * 255],
  viridis: polynomial(VIRIDIS, 255),
  magma: polynomial(MAGMA, 255),
  cividis: polynomial(CIVIDIS, 1),
};

export function coloursOf(wanted: Settings["colours"], theme: Theme): Colours {
  if (wanted !== "theme") return wanted;
  return theme === "dark" ? "magma" : "inverse";
}

const tables = new Map<Colours, Uint8ClampedArray>();

/** The table of a map: 256 times red, green, blue and full alpha. */
export function table(colours: Colours): Uint8ClampedArray {
  const known = tables.get(colours);
  if (known !== undefined) return known;
  const made = new Uint8ClampedArray(1024);
  for (let value = 0; value < 256; value++) {
    const [red, green, blue] = MAPS[colours](value / 255);
    made.set([red, green, blue, 255], value * 4);
  }
  tables.set(colours, made);
  return made;
}
