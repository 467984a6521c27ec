/** Pictures of stretches for the page: a few asked for at a time, the last small ones kept. */
import type { PictureAddress } from "@linnet/electron-bridge/page.js";
import { MediaError } from "../data/bytes.js";
import { pictureUrl } from "../data/media.js";
import { Recent } from "../data/recent.js";
import { type Colours, table } from "../theme/colormaps.js";
import type { Asked, Contrast, Drawn, Painted } from "./messages.js";

/** Twice what the engine draws at a time, so that it never waits for us. */
const MOST_AT_ONCE = 4;

/** 2,000 small pictures of 128 x 48 points. */
const MOST_BYTES = 48 * 2 ** 20;

interface Wish extends Asked {
  resolve: (painted: Painted) => void;
  reject: (error: unknown) => void;
  signal: AbortSignal;
}

const kept = new Recent<ImageBitmap>(MOST_BYTES, (picture) => {
  picture.close();
});
const running = new Map<number, Wish>();
/** The newest wish first: what the person looks at now. */
let waiting: Wish[] = [];
let worker: Worker | undefined;
let lastId = 0;

/** Draw a stretch in its own contrast, or give the picture that was kept. */
export async function draw(
  address: PictureAddress,
  colours: Colours,
  signal: AbortSignal,
): Promise<ImageBitmap> {
  const url = pictureUrl(address);
  const known = kept.get(`${colours} ${url}`);
  if (known !== undefined) return known;
  const { picture } = await paint(address, colours, signal);
  kept.set(`${colours} ${url}`, picture, picture.width * picture.height * 4);
  return picture;
}

/** Draw a stretch for its asker to keep; a wish that is given up costs nothing more. */
export function paint(
  address: PictureAddress,
  colours: Colours,
  signal: AbortSignal,
  contrast?: Contrast,
): Promise<Painted> {
  const { width, height } = address;
  return new Promise((resolve, reject) => {
    const wish: Wish = {
      id: ++lastId,
      url: pictureUrl(address),
      width,
      height,
      table: table(colours),
      contrast,
      signal,
      resolve,
      reject,
    };
    signal.addEventListener(
      "abort",
      () => {
        giveUp(wish);
      },
      { once: true },
    );
    waiting.unshift(wish);
    next();
  });
}

function giveUp(wish: Wish): void {
  waiting = waiting.filter((each) => each !== wish);
  if (running.delete(wish.id)) worker?.postMessage({ stop: wish.id });
  wish.reject(wish.signal.reason);
  next();
}

function next(): void {
  while (running.size < MOST_AT_ONCE) {
    const wish = waiting.shift();
    if (wish === undefined) return;
    running.set(wish.id, wish);
    const { id, url, width, height, table: colours, contrast } = wish;
    painter().postMessage({ id, url, width, height, table: colours, contrast } satisfies Asked);
  }
}

function painter(): Worker {
  worker ??= started();
  return worker;
}

function started(): Worker {
  const made = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  made.onmessage = ({ data }: MessageEvent<Drawn>): void => {
    const wish = running.get(data.id);
    running.delete(data.id);
    if ("picture" in data) {
      if (wish === undefined) data.picture.close();
      else wish.resolve(data);
    } else wish?.reject(new MediaError(data.kind, data.message));
    next();
  };
  return made;
}
