/** Pictures of stretches for the page: a few asked for at a time, the last ones kept. */
import type { PictureAddress } from "@linnet/electron-bridge/page.js";
import { MediaError } from "../data/bytes.js";
import { pictureUrl } from "../data/media.js";
import { Recent } from "../data/recent.js";
import { type Colours, table } from "../theme/colormaps.js";
import type { Asked, Drawn } from "./messages.js";

/** Twice what the engine draws at a time, so that it never waits for us. */
const MOST_AT_ONCE = 4;

/** 2,000 small pictures of 128 x 48 points. */
const MOST_BYTES = 48 * 2 ** 20;

interface Wish extends Asked {
  resolve: (picture: ImageBitmap) => void;
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

/** Draw a stretch in colours; a wish that is given up costs nothing more. */
export function draw(
  address: PictureAddress,
  colours: Colours,
  signal: AbortSignal,
): Promise<ImageBitmap> {
  const url = pictureUrl(address);
  const known = kept.get(`${colours} ${url}`);
  if (known !== undefined) return Promise.resolve(known);
  const { width, height } = address;
  return new Promise((resolve, reject) => {
    const wish: Wish = {
      id: ++lastId,
      url,
      width,
      height,
      table: table(colours),
      signal,
      resolve: (picture) => {
        kept.set(`${colours} ${url}`, picture, width * height * 4);
        resolve(picture);
      },
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
    const { id, url, width, height, table: colours } = wish;
    painter().postMessage({ id, url, width, height, table: colours } satisfies Asked);
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
      else wish.resolve(data.picture);
    } else wish?.reject(new MediaError(data.kind, data.message));
    next();
  };
  return made;
}
