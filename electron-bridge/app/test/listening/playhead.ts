/** How far the playhead is from the sound that leaves for the device. */
import type { Browser } from "playwright-core";
import { impulses, made } from "./made.js";
import { impulsesOf, offBy } from "./measured.js";
import { AS_IT_WAS, opened } from "./scene.js";

export const RATE = 48_000;
/** A tenth of a second between two impulses. */
export const EVERY = RATE / 10;
const [FROM_S, FIRST_S] = [2.05, 2.1];

/** The places of impulses that were heard from a moment on, in seconds. */
export function placesOf(moments: readonly number[]): number[] {
  return moments.map((_, each) => FIRST_S + each / 10);
}

export interface Playhead {
  /** When each impulse was heard, in samples of the context's clock. */
  moments: number[];
  /** Seconds by which each look at the playhead was off. */
  off: number[];
}

export async function playhead(browser: Browser, speed: number): Promise<Playhead> {
  const its = made({ rateHz: RATE, seconds: 20, at: impulses(EVERY) });
  const { tab, recording, complaints } = await opened(browser, [its]);
  const { heard, looks } = await tab.evaluate(
    async ([asked, fromS, how]) => {
      await listening.tapped(asked, 0, how);
      await listening.listen(asked, fromS, how);
      const seen = await listening.looked(60);
      return { heard: await listening.got(2 * asked.sampleRate), looks: seen };
    },
    [recording(1), FROM_S, { ...AS_IT_WAS, speed }] as const,
  );
  await tab.context().close();
  if (complaints.length > 0) throw new Error(complaints.join("; "));
  const moments = impulsesOf(heard, 400);
  return { moments, off: offBy(looks, moments, placesOf(moments)) };
}
