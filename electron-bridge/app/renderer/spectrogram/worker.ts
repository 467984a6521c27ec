/** Fetches pictures and colours them, beside the page's own thread. */
import { bytesOf, mediaTrouble } from "../data/bytes.js";
import type { Asked, Drawn } from "./messages.js";
import { painted } from "./paint.js";

const running = new Map<number, AbortController>();

function send(drawn: Drawn, transfer: Transferable[] = []): void {
  self.postMessage(drawn, { transfer });
}

self.onmessage = ({ data }: MessageEvent<Asked | { stop: number }>): void => {
  if ("stop" in data) running.get(data.stop)?.abort();
  else void draw(data);
};

async function draw({ id, url, width, height, table }: Asked): Promise<void> {
  const stop = new AbortController();
  running.set(id, stop);
  try {
    const levels = new Uint8Array(await bytesOf(url, stop.signal));
    const colours = new ImageData(painted(levels, table), width, height);
    const picture = await createImageBitmap(colours);
    send({ id, picture }, [picture]);
  } catch (error) {
    if (stop.signal.aborted) return;
    send({ id, ...mediaTrouble(error) });
  } finally {
    running.delete(id);
  }
}
