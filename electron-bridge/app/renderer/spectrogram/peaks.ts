/** Tiles of a waveform: the lowest and the highest sample of each column, along an axis in dB. */
import { bytesFrom, MediaError } from "../data/bytes.js";
import { call } from "../data/call.js";
import type { Maker } from "./tile-store.js";
import { columnsOf, type Source } from "./tiles.js";

/** 500 tiles of 512 columns, with two numbers of four bytes each, and a mark. */
const MOST_BYTES = 500 * 512 * 9;

/** The middle of the axis: what is softer is drawn as silence. */
export const FLOOR_DB = -60;

const FULL = 32_767;
/** A file of 16 bits reaches full scale with 32,767 of 32,768. */
const NEARLY_FULL = FULL - 1;

export interface Peaks {
  /** For each column, the lowest and the highest place along the axis: -1 to 0, and 0 to 1. */
  places: Float32Array;
  /** 1 where a column reaches full scale, so that sound was probably cut off there. */
  full: Uint8Array;
}

/** From samples of 16 bits; steps as coarse as an overview's do not tell what was cut off. */
export function peaksOf(samples: Int16Array, isCoarse: boolean): Peaks {
  const full = new Uint8Array(samples.length / 2);
  const places = new Float32Array(samples.length);
  for (let at = 0; at < samples.length; at++) {
    const sample = samples[at] ?? 0;
    places[at] = Math.sign(sample) * placeOf(Math.abs(sample) / FULL);
    if (!isCoarse && Math.abs(sample) >= NEARLY_FULL) full[at >> 1] = 1;
  }
  return { places, full };
}

/** Where a level stands along one half of the axis: 0 in the middle, 1 at full scale. */
function placeOf(level: number): number {
  return level === 0 ? 0 : Math.max(0, 1 - (20 * Math.log10(level)) / FLOOR_DB);
}

export function dbOf(place: number): number {
  return FLOOR_DB * (1 - place);
}

export function waveformOf({ recordingId, channel }: Source): Maker<Peaks, undefined> {
  return {
    most: MOST_BYTES,
    make: async (tile, _isQuick, _look, signal) => {
      const outcome = await call(
        "waveform",
        {
          recordingId,
          ...(channel !== undefined && { channel }),
          start: tile.start,
          end: tile.end,
          width: columnsOf(tile),
          format: "i16",
        },
        { signal },
      );
      if (!outcome.ok) throw new MediaError(outcome.error.kind, outcome.error.message);
      const { peaks, ofOverview = false } = outcome.value;
      // The engine writes the low byte first, as every processor that Chromium runs on does.
      return peaksOf(new Int16Array(bytesFrom(peaks).buffer), ofOverview);
    },
    bytes: ({ full }) => 9 * full.length,
    free: () => undefined,
    hasQuickLook: () => false,
    lookName: () => "",
  };
}
