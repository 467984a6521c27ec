/** The table of detections under the hand: scrolled, filtered, judged, heard. */
import type { Page as Tab } from "playwright-core";
import { median, ms, quantile } from "../bench/numbers.js";
import type { Verdict } from "./budgets.js";
import type { Bench } from "./measure.js";

const ROW = ".table .row";

/** The page of detections with rows, in its usual order. */
export async function table({ app }: Bench): Promise<Tab> {
  const tab = (await app()).tab();
  await tab.evaluate(() => {
    location.hash = "#/detections";
  });
  await tab.waitForSelector(ROW);
  return tab;
}

const ROWS = 10_000;
/** Enough for all rows at 60 frames a second; a busy machine sees fewer rows, and is told so. */
const MOST_MS = 90_000;
/** Points a frame: some three rows, as a wheel turned quickly. */
const STEP = 180;

export async function scrolling(bench: Bench): Promise<Verdict> {
  const tab = await table(bench);
  const took = await tab.evaluate(
    async ([rows, step, most]) => {
      const grid = document.querySelector(".table");
      if (grid === null) throw new Error("The page has no table.");
      const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
      const all: number[] = [];
      let last = await frame();
      const end = last + most;
      for (let moved = 0; moved < rows * 56 && last < end; moved += step) {
        grid.scrollTop += step;
        const now = await frame();
        all.push(now - last);
        last = now;
      }
      return all;
    },
    [ROWS, STEP, MOST_MS] as const,
  );
  const long = took.filter((each) => each > 50).length;
  const text = `longest frame ${ms(Math.max(...took))}, p95 ${ms(quantile(took, 0.95))}, ${String(long)} of ${String(took.length)} over 50 ms, ${String(Math.round((took.length * STEP) / 56))} rows`;
  return { passed: long === 0, text };
}

/**
 * Press a key and wait until what `seen` reads of the page is another; how long it took, by the page's
 * own clock, from the key's event to the frame that shows it.
 */
export async function keyTo(tab: Tab, key: string, seen: () => unknown): Promise<number> {
  const waiting = tab.evaluate(
    (read) =>
      new Promise<number>((resolve, reject) => {
        // The tab's own code may make functions of text; only the page's policy forbids it to the page.
        // eslint-disable-next-line @typescript-eslint/no-implied-eval
        const value = new Function(`return (${read})()`) as () => unknown;
        const before = JSON.stringify(value());
        addEventListener(
          "keydown",
          (event) => {
            const look = (): void => {
              if (JSON.stringify(value()) !== before) resolve(performance.now() - event.timeStamp);
              else requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
          },
          { capture: true, once: true },
        );
        setTimeout(() => {
          reject(new Error("Nothing changed within 10 s."));
        }, 10_000);
      }),
    String(seen),
  );
  await tab.waitForTimeout(50);
  await tab.keyboard.press(key);
  return waiting;
}

/** Run in the page. */
const rowsSeen = (): unknown => [
  document.querySelector('.table[aria-busy="true"]') === null &&
    document.querySelector(".table .row")?.id,
  document.querySelector(".page-head")?.textContent,
];
const chosenSeen = (): unknown => document.querySelector(".table .row.chosen")?.id;
export const soundsSeen = (): unknown => (window as unknown as { sounds?: number }).sounds ?? 0;

export async function typing(bench: Bench): Promise<Verdict> {
  const tab = await table(bench);
  const took: number[] = [];
  for (const words of [">0.5", ">0.7", ">0.9", "night", "dawn"]) {
    await tab.locator(".table").focus();
    await tab.keyboard.press("/");
    await tab.keyboard.type(words);
    took.push(await keyTo(tab, "Enter", rowsSeen));
  }
  return {
    passed: median(took) <= 250,
    text: `median ${ms(median(took))}, longest ${ms(Math.max(...took))}`,
  };
}

const JUDGED = 15;

export async function judging(bench: Bench): Promise<Verdict> {
  const tab = await chosenRow(bench);
  const took: number[] = [];
  for (let row = 0; row < JUDGED; row++) took.push(await keyTo(tab, "x", chosenSeen));
  return {
    passed: median(took) <= 50,
    text: `median ${ms(median(took))}, longest ${ms(Math.max(...took))}`,
  };
}

/** Let the page count the sounds that begin from now on. */
export async function countSounds(tab: Tab): Promise<void> {
  await tab.evaluate(() => {
    const page = window as unknown as { sounds?: number };
    // eslint-disable-next-line @typescript-eslint/unbound-method
    const begin = AudioBufferSourceNode.prototype.start;
    page.sounds = 0;
    AudioBufferSourceNode.prototype.start = function (...values) {
      page.sounds = (page.sounds ?? 0) + 1;
      begin.apply(this, values);
    };
  });
}

export async function sounding(bench: Bench): Promise<Verdict> {
  const tab = await chosenRow(bench);
  await countSounds(tab);
  const took: number[] = [];
  for (let row = 0; row < 7; row++) {
    await tab.keyboard.press("ArrowDown");
    await tab.waitForTimeout(400);
    took.push(await keyTo(tab, "Space", soundsSeen));
    await tab.keyboard.press("Space");
  }
  return {
    passed: median(took) <= 100,
    text: `median ${ms(median(took))}, longest ${ms(Math.max(...took))}`,
  };
}

async function chosenRow(bench: Bench): Promise<Tab> {
  const tab = await table(bench);
  await tab.locator(".table").focus();
  await tab.keyboard.press("ArrowDown");
  await tab.waitForSelector(".table .row.chosen");
  return tab;
}

/** Of each picture that the painter is asked for: from its message to the frame after the answer. */
export async function smallPictures(bench: Bench): Promise<Verdict> {
  const running = await bench.app();
  await running.tab().addInitScript(() => {
    const page = window as unknown as { pictures: number[] };
    page.pictures = [];
    // eslint-disable-next-line @typescript-eslint/unbound-method
    const post = Worker.prototype.postMessage;
    const asked = new Map<number, number>();
    const heard = new WeakSet<Worker>();
    Worker.prototype.postMessage = function (this: Worker, message: { id?: number }) {
      if (message.id !== undefined) asked.set(message.id, performance.now());
      if (!heard.has(this)) {
        heard.add(this);
        this.addEventListener(
          "message",
          ({ data }: MessageEvent<{ id: number; picture?: object }>) => {
            const began = asked.get(data.id);
            if (began === undefined || data.picture === undefined) return;
            requestAnimationFrame(() => page.pictures.push(performance.now() - began));
          },
        );
      }
      post.call(this, message);
    };
  });
  await running.reload();
  const tab = await table(bench);
  await tab.waitForTimeout(2000);
  await tab.evaluate(() => {
    (window as unknown as { pictures: number[] }).pictures.length = 0;
  });
  for (let step = 0; step < 30; step++) {
    await tab.evaluate(() => document.querySelector(".table")?.scrollBy(0, 56));
    await tab.waitForTimeout(250);
  }
  const took = await tab.evaluate(() => (window as unknown as { pictures: number[] }).pictures);
  if (took.length === 0) return { passed: false, text: "no picture came" };
  const text = `median ${ms(median(took))}, p95 ${ms(quantile(took, 0.95))} of ${String(took.length)}`;
  return { passed: median(took) <= 40, text };
}
