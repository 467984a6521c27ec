/** How soon something is seen, and how far the engine is. */
import { median, ms } from "../bench/numbers.js";
import type { Verdict } from "./budgets.js";
import { type Bench, startOver } from "./measure.js";

const TIMES = 5;

/** The page's own clock begins with its navigation, as a window's first paint does. */
export async function firstPaint({ catalog }: Bench): Promise<Verdict> {
  const took: number[] = [];
  let before = 0;
  for (let time = 0; time < TIMES; time++) {
    const running = await startOver(catalog);
    const tab = running.tab();
    const seen = await tab.waitForFunction(
      () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
    );
    took.push(Number(await seen.jsonValue()));
    if ((await tab.getByText("Engine ready").count()) === 0) before++;
    await running.close();
  }
  const text = `median ${ms(median(took))}; ${String(before)} of ${String(TIMES)} before the engine`;
  return { passed: median(took) <= 600, text };
}

export async function firstRows({ app }: Bench): Promise<Verdict> {
  const running = await app();
  const took: number[] = [];
  await running.tab().evaluate(() => {
    location.hash = "#/detections";
  });
  for (let time = 0; time < TIMES; time++) {
    await running.reload();
    const seen = await running
      .tab()
      .waitForFunction(
        () => document.querySelector(".table .row") !== null && performance.now(),
        null,
        {
          polling: "raf",
        },
      );
    took.push(Number(await seen.jsonValue()));
  }
  return { passed: median(took) <= 1000, text: `median ${ms(median(took))} after a reload` };
}

const CALLS = 200;

export async function clockOf({ app }: Bench): Promise<Verdict> {
  const took = await (await app()).tab().evaluate(async (calls) => {
    const all: number[] = [];
    for (let call = 0; call < calls; call++) {
      const began = performance.now();
      await window.linnet.health({});
      all.push(performance.now() - began);
    }
    return all;
  }, CALLS);
  return {
    passed: median(took) <= 3,
    text: `median ${ms(median(took))} of ${String(CALLS)} calls`,
  };
}
