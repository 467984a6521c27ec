/** What the page's heap grows by while it is worked with. */
import type { Page as Tab } from "playwright-core";
import type { Verdict } from "./budgets.js";
import type { Bench } from "./measure.js";
import { table } from "./table.js";

const ORDERS = ["-confidence", "heardAt", "species", "site"];

export async function heap(bench: Bench): Promise<Verdict> {
  const tab = await table(bench);
  const session = await tab.context().newCDPSession(tab);
  const used = async (): Promise<number> => {
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize } = (await session.send("Runtime.getHeapUsage")) as { usedSize: number };
    return usedSize / 1e6;
  };
  const ends = Date.now() + bench.asked.minutes * 60_000;
  const quarter = Date.now() + bench.asked.minutes * 15_000;
  let early: number | undefined;
  let rounds = 0;
  for (; Date.now() < ends; rounds++) {
    await round(tab, rounds);
    if (early === undefined && Date.now() >= quarter) early = await used();
  }
  const late = await used();
  const growth = late / (early ?? late) - 1;
  const text = `${(early ?? late).toFixed(1)} MB after a quarter, ${late.toFixed(1)} MB after ${String(bench.asked.minutes)} min (${(growth * 100).toFixed(1)} %, ${String(rounds)} rounds)`;
  return { passed: growth <= 0.1, text };
}

/** What a person does: another order, another filter, a look further down, verdicts, another page. */
async function round(tab: Tab, number: number): Promise<void> {
  const order = ORDERS[number % ORDERS.length] ?? "";
  const least = 0.3 + (number % 50) / 100;
  const where = encodeURIComponent(JSON.stringify({ confidence: { ge: least } }));
  await tab.evaluate((hash) => {
    location.hash = hash;
  }, `#/detections?o=${order}&w=${where}`);
  await tab.waitForSelector('.table[aria-busy="false"] .row');
  await tab.locator(".table").focus();
  for (const key of ["PageDown", "PageDown", "x", "c", "ArrowDown", "Space"]) {
    await tab.keyboard.press(key);
  }
  if (number % 10 !== 9) return;
  await tab.evaluate(() => {
    location.hash = "#/models";
  });
  await tab.waitForTimeout(100);
}
