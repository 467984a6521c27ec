/** From levels of sound to colours. */
import type { Contrast } from "./messages.js";

/** Shares of the points that are shown as the lowest and as the highest colour at least. */
const FLOOR = 0.05;
const CEILING = 0.995;

/** The levels between which a picture's colours are spread, so that faint calls are seen. */
export function contrastOf(levels: Uint8Array): Contrast {
  const counts = new Uint32Array(256);
  for (const level of levels) counts[level] = (counts[level] ?? 0) + 1;
  // Silence that nobody recorded, as above what a model hears, is no part of the sound.
  const many = levels.length - (counts[0] ?? 0);
  counts[0] = 0;
  const at = (share: number): number => {
    let seen = 0;
    for (let level = 0; level < 256; level++) {
      seen += counts[level] ?? 0;
      if (seen >= share * many && many > 0) return level;
    }
    return 0;
  };
  const low = at(FLOOR);
  // Silence and a constant have no contrast; they are shown as quiet.
  return { low, high: Math.max(at(CEILING), low + 16) };
}

/** Colour the levels of a picture: four bytes for each point. What is beyond the contrast is cut. */
export function painted(
  levels: Uint8Array,
  table: Uint8ClampedArray,
  { low, high }: Contrast = contrastOf(levels),
): Uint8ClampedArray<ArrayBuffer> {
  const colours = new Uint32Array(256);
  const all = new Uint32Array(table.slice().buffer);
  for (let level = 0; level < 256; level++) {
    const share = Math.min(1, Math.max(0, (level - low) / (high - low)));
    colours[level] = all[Math.round(share * 255)] ?? 0;
  }
  const made = new Uint32Array(levels.length);
  for (let point = 0; point < levels.length; point++) {
    made[point] = colours[levels[point] ?? 0] ?? 0;
  }
  return new Uint8ClampedArray(made.buffer);
}
