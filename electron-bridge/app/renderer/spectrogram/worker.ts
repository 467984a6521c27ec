/** Fetches pictures and colours them, beside the page's own thread. */
import { bytesOf, mediaTrouble } from "../data/bytes.js";
import { Recent } from "../data/recent.js";
import type { Asked, Drawn } from "./messages.js";
import { contrastOf, painted } from "./paint.js";

/** 256 pictures of 512 x 512 points: another contrast or other colours need no engine. */
const MOST_BYTES = 64 * 2 ** 20;

const kept = new Recent<Uint8Array>(MOST_BYTES);

const running = new Map<number, AbortController>();

function send(drawn: Drawn, transfer: Transferable[] = []): void {
  self.postMessage(drawn, { transfer });
}

self.onmessage = ({ data }: MessageEvent<Asked | { stop: number }>): void => {
  if ("stop" in data) running.get(data.stop)?.abort();
  else void draw(data);
};

async function levelsOf(url: string, signal: AbortSignal): Promise<Uint8Array> {
  const known = kept.get(url);
  if (known !== undefined) return known;
  const levels = new Uint8Array(await bytesOf(url, signal));
  kept.set(url, levels, levels.length);
  return levels;
}

async function draw({ id, url, width, height, table, ...asked }: Asked): Promise<void> {
  const stop = new AbortController();
  running.set(id, stop);
  try {
    const levels = await levelsOf(url, stop.signal);
    const contrast = contrastOf(levels);
    const points = painted(levels, table, asked.contrast ?? contrast);
    const picture = await createImageBitmap(new ImageData(points, width, height));
    send({ id, picture, contrast }, [picture]);
  } catch (error) {
    if (stop.signal.aborted) return;
    send({ id, ...mediaTrouble(error) });
  } finally {
    running.delete(id);
  }
}
