/** A recording of a day under the hand: opened, jumped through, scrolled. */
import type { Page as Tab } from "playwright-core";
import { median, ms, quantile } from "../bench/numbers.js";
import type { Running } from "../e2e/harness.js";
import type { Verdict } from "./budgets.js";
import { day } from "./catalog.js";
import { startOver } from "./measure.js";

const TIMES = 9;

/** The page Label on the day, sharp and with its strip. */
async function withDay(act: (tab: Tab, running: Running) => Promise<Verdict>): Promise<Verdict> {
  const running = await startOver(await day());
  try {
    await running.tab().getByRole("navigation").waitFor();
    await open(running.tab());
    return await act(running.tab(), running);
  } finally {
    await running.close();
  }
}

async function open(tab: Tab): Promise<void> {
  await tab.evaluate(() => {
    location.hash = "#/label?r=1&t=0&s=60";
  });
  await tab.locator("canvas[data-sharp=true]").waitFor();
}

/** From the press on a recording to its strip; the page is asked anew each time. */
export async function strip(): Promise<Verdict> {
  return withDay(async (tab) => {
    const took: number[] = [];
    for (let times = 0; times < TIMES; times++) {
      await tab.evaluate(() => {
        location.hash = "#/recordings";
      });
      await tab.locator(".recordings-page").waitFor();
      took.push(
        await tab.evaluate(async () => {
          const began = performance.now();
          location.hash = "#/label?r=1&t=0&s=60";
          const isThere = (): boolean => document.querySelector("canvas[data-strip=true]") !== null;
          while (!isThere()) await new Promise((resolve) => requestAnimationFrame(resolve));
          return performance.now() - began;
        }),
      );
    }
    const text = `median ${ms(median(took))}, longest ${ms(Math.max(...took))}`;
    return { passed: median(took) <= 300, text };
  });
}

/** A press on the strip, to the first frame in which all of the new view is sharp. */
export async function jumps(): Promise<Verdict> {
  return withDay(async (tab) => {
    const box = await tab.locator(".label-overview").boundingBox();
    if (box === null) throw new Error("The page has no strip.");
    const took: number[] = [];
    for (let times = 0; times < TIMES; times++) {
      const seen = tab.evaluate(
        () =>
          new Promise<number>((resolve) => {
            addEventListener(
              "pointerdown",
              (event) => {
                const look = (): void => {
                  const canvas = document.querySelector<HTMLElement>("canvas[data-sharp]");
                  if (canvas?.dataset.sharp === "true")
                    resolve(performance.now() - event.timeStamp);
                  else requestAnimationFrame(look);
                };
                // The first frame still shows what was there.
                requestAnimationFrame(() => requestAnimationFrame(look));
              },
              { capture: true, once: true },
            );
          }),
      );
      const share = ((times * 37 + 13) % 89) / 90;
      // The page must listen before it is pressed.
      await tab.waitForTimeout(50);
      await tab.mouse.click(box.x + share * box.width, box.y + box.height / 3);
      took.push(await seen);
    }
    const text = `median ${ms(median(took))}, longest ${ms(Math.max(...took))}`;
    return { passed: median(took) <= 250, text };
  });
}

/** Scroll through an hour in views of a minute, closer and farther on the way. */
async function hour(tab: Tab): Promise<number[]> {
  const box = await tab.locator(".long-picture").boundingBox();
  if (box === null) throw new Error("The page has no picture.");
  await tab.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const frames = tab.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const all: number[] = [];
        let last = performance.now();
        const end = last + 15_000;
        const frame = (now: number): void => {
          all.push(now - last);
          last = now;
          if (now < end) requestAnimationFrame(frame);
          else resolve(all.slice(1));
        };
        requestAnimationFrame(frame);
      }),
  );
  for (let notch = 0; notch < 600; notch++) {
    if (notch % 100 === 99) {
      await tab.keyboard.down("Control");
      await tab.mouse.wheel(0, notch % 200 === 99 ? -500 : 500);
      await tab.keyboard.up("Control");
    } else await tab.mouse.wheel(0, 100);
  }
  return frames;
}

export async function moving(): Promise<Verdict> {
  return withDay(async (tab) => {
    const took = await hour(tab);
    const [longest, p95] = [Math.max(...took), quantile(took, 0.95)];
    const text = `longest frame ${ms(longest)}, p95 ${ms(p95)} of ${String(took.length)} frames`;
    return { passed: longest <= 50 && p95 <= 17, text };
  });
}

export async function pageHeap(): Promise<Verdict> {
  return withDay(async (tab) => {
    await hour(tab);
    const session = await tab.context().newCDPSession(tab);
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize } = await session.send("Runtime.getHeapUsage");
    await session.detach();
    const megabytes = usedSize / 1e6;
    return { passed: megabytes < 400, text: `${megabytes.toFixed(0)} MB of script` };
  });
}
