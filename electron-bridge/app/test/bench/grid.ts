/** (a) Our own grid against a table of react-aria; (g) two runs' live progress while it scrolls. */
import type { Page as Tab } from "playwright-core";
import { launch } from "../chromium.js";
import type { Measured } from "./benches.js";
import { type BenchPage, benchPage } from "./built.js";
import { median, ms, quantile } from "./numbers.js";

/** 8,000 rows. */
const PAGES = 40;
const FRAMES = 80;
const STEP = 600;

type Bench = { bench: BenchPage };

const fill = (tab: Tab, name: "own" | "rac"): Promise<number[]> =>
  tab.evaluate(([table, pages]) => (window as unknown as Bench).bench.fill(table, pages), [
    name,
    PAGES,
  ] as const);

const scroll = (tab: Tab): Promise<number[]> =>
  tab.evaluate(([frames, step]) => (window as unknown as Bench).bench.scroll(frames, step), [
    FRAMES,
    STEP,
  ] as const);

const frames = (took: readonly number[]): string =>
  `median ${ms(median(took))}, p95 ${ms(quantile(took, 0.95))}, longest ${ms(Math.max(...took))}`;

async function withTab(work: (tab: Tab) => Promise<Measured[]>): Promise<Measured[]> {
  const browser = await launch();
  try {
    return await work(await benchPage(browser));
  } finally {
    await browser.close();
  }
}

export const grid = (): Promise<Measured[]> =>
  withTab(async (tab) => {
    const measured: Measured[] = [];
    for (const name of ["own", "rac"] as const) {
      const took = await fill(tab, name);
      const last = took.slice(-10);
      measured.push(
        [
          `${name}, a page of 200 appended at 8,000 rows`,
          `median ${ms(median(last))}, longest ${ms(Math.max(...last))}`,
        ],
        [`${name}, frames while scrolling ${String(STEP)} points each`, frames(await scroll(tab))],
      );
    }
    return measured;
  });

export const progress = (): Promise<Measured[]> =>
  withTab(async (tab) => {
    await fill(tab, "own");
    const quiet = await scroll(tab);
    await tab.evaluate(() => {
      (window as unknown as Bench).bench.progress(true);
      document.querySelector('[role="grid"]')?.scrollTo(0, 0);
    });
    const busy = await scroll(tab);
    return [
      ["frames, nothing runs", frames(quiet)],
      ["frames, two runs tell their progress", frames(busy)],
    ];
  });
