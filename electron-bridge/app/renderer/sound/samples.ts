/** The samples of a WAV file of 16 bits, as the engine writes it, without any resampling. */
import { MediaError } from "../data/bytes.js";

const FULL = 2 ** 15;

export interface Samples {
  rateHz: number;
  channels: Float32Array<ArrayBuffer>[];
}

/** Throws MediaError for bytes that are no such file. */
export function samplesOf(bytes: ArrayBuffer): Samples {
  const view = new DataView(bytes);
  const format = chunk(view, "fmt ");
  const data = chunk(view, "data");
  if (format === undefined || data === undefined || view.getUint16(format.at + 14, true) !== 16) {
    throw new MediaError("UnreadableAudio", "The sound is no WAV file of 16 bits.");
  }
  const many = view.getUint16(format.at + 2, true);
  const frames = Math.floor(data.size / 2 / many);
  const all = new Int16Array(bytes.slice(data.at, data.at + frames * many * 2));
  const channels = Array.from({ length: many }, (_, channel) =>
    Float32Array.from({ length: frames }, (__, at) => (all[at * many + channel] ?? 0) / FULL),
  );
  return { rateHz: view.getUint32(format.at + 4, true), channels };
}

/** Where a chunk's content lies; its size ends with the file. */
function chunk(view: DataView, wanted: string): { at: number; size: number } | undefined {
  for (let at = 12; at + 8 <= view.byteLength; ) {
    const name = String.fromCharCode(...[0, 1, 2, 3].map((byte) => view.getUint8(at + byte)));
    const size = view.getUint32(at + 4, true);
    if (name === wanted) return { at: at + 8, size: Math.min(size, view.byteLength - at - 8) };
    at += 8 + size + (size % 2);
  }
  return undefined;
}
