/** Stretches of sound, ready to be played: fetched once, kept while there is room. */
import type { ClipAddress } from "@linnet/electron-bridge/page.js";
import { bytesOf } from "../data/bytes.js";
import { clipUrl } from "../data/media.js";
import { Recent } from "../data/recent.js";

/** Eight clips of 15 s at 48 kHz in two channels. */
const MOST_BYTES = 24 * 2 ** 20;

const kept = new Recent<AudioBuffer>(MOST_BYTES);
const awaited = new Map<string, Promise<AudioBuffer>>();

/** Get a clip; several that ask for the same one at a time share the work. */
export function clip(address: ClipAddress, context: BaseAudioContext): Promise<AudioBuffer> {
  const url = clipUrl(address);
  const known = kept.get(url);
  if (known !== undefined) return Promise.resolve(known);
  const asked = awaited.get(url) ?? fetched(url, context);
  awaited.set(url, asked);
  return asked;
}

async function fetched(url: string, context: BaseAudioContext): Promise<AudioBuffer> {
  try {
    const sound = await context.decodeAudioData(await bytesOf(url));
    kept.set(url, sound, sound.length * sound.numberOfChannels * 4);
    return sound;
  } finally {
    awaited.delete(url);
  }
}
