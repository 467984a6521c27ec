/** What the page's heap grows by while it is worked with. */
import type { Page as Tab } from "playwright-core";
import type { Verdict } from "./budgets.js";
import type { Bench } from "./measure.js";
import { table } from "./table.js";

const PARTS = 8;
const ORDERS = ["-confidence", "heardAt", "species", "site"];

export async function heap(bench: Bench): Promise<Verdict> {
  const tab = await table(bench);
  const session = await tab.context().newCDPSession(tab);
  const used = async (): Promise<number> => {
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize } = (await session.send("Runtime.getHeapUsage")) as { usedSize: number };
    return usedSize / 1e6;
  };
  const began = Date.now();
  const whole = bench.asked.minutes * 60_000;
  const sizes: number[] = [];
  let rounds = 0;
  for (; sizes.length < PARTS; rounds++) {
    await round(tab, rounds);
    if (Date.now() - began >= (whole * (sizes.length + 1)) / PARTS) sizes.push(await used());
  }
  // The first quarter fills the caches, whose bytes are bounded.
  const growth = (sizes.at(-1) ?? NaN) / (sizes[PARTS / 4 - 1] ?? NaN) - 1;
  const megabytes = sizes.map((each) => each.toFixed(1)).join(", ");
  const text = `${megabytes} MB after each eighth of ${String(bench.asked.minutes)} min; ${(growth * 100).toFixed(1)} % more at the end than after a quarter, ${String(rounds)} rounds`;
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
  // A handle of the row would keep it in memory, and all that hangs on it.
  await tab.locator('.table[aria-busy="false"] .row').first().waitFor();
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
