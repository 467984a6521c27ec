/** Pages of rows by filters, idle and while a run writes. */
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page as Tab } from "playwright-core";
import { median, ms, quantile } from "../bench/numbers.js";
import { FIELDS } from "../../renderer/pages/detections/question.js";
import type { Verdict } from "./budgets.js";
import { copied, freshCard } from "./catalog.js";
import { type Bench, startOver } from "./measure.js";

const TIMES = 7;

/** One of each filter that the page offers, and their likeliest pairs. */
const FILTERS: readonly object[] = [
  {},
  { species: ["Genus1 species1"] },
  { species: ["Genus59 species359"] },
  { confidence: { ge: 0.8 } },
  { confidence: { between: [0.3, 0.31] } },
  { timeOfDay: { between: [22, 4] } },
  { date: { between: ["2024-03-01", "2024-03-31"] } },
  { site: ["S12"] },
  { survey: ["Survey 2"] },
  { recorder: ["R3"] },
  { verified: ["YES"] },
  { model: ["model-2"] },
  { runId: [7] },
  { site: ["S12"], timeOfDay: { between: [22, 4] } },
  { species: ["Genus1 species1"], confidence: { ge: 0.8 } },
];

async function pages(tab: Tab, times: number, filtersOf = FILTERS): Promise<number[][]> {
  return tab.evaluate(
    async ([filters, fields, repeats]) => {
      const all: number[][] = [];
      for (const where of filters) {
        const took: number[] = [];
        for (let time = 0; time <= repeats; time++) {
          const began = performance.now();
          const question = {
            select: "detections",
            where,
            orderBy: ["-confidence"],
            fields,
            limit: 200,
          };
          const outcome = await window.linnet.query(question as never);
          if (!outcome.ok) throw new Error(`${JSON.stringify(where)}: ${outcome.error.message}`);
          // The first one warms the engine up.
          if (time > 0) took.push(performance.now() - began);
        }
        all.push(took);
      }
      return all;
    },
    [filtersOf, FIELDS, times] as const,
  );
}

export async function filters({ app }: Bench, other?: string): Promise<Verdict> {
  const running = other === undefined ? await app() : await startOver(other);
  const took = await pages(running.tab(), TIMES);
  if (other !== undefined) await running.close();
  const worst = took
    .map(median)
    .reduce((best, each, at, all) => (each > (all[best] ?? 0) ? at : best), 0);
  const slowest = median(took[worst] ?? []);
  const p95 = quantile(took.flat(), 0.95);
  const text = `slowest filter ${ms(slowest)} (${JSON.stringify(FILTERS[worst])}), median of all ${ms(median(took.flat()))}, p95 ${ms(p95)}`;
  return { passed: other === undefined ? slowest <= 100 : p95 <= 150, text };
}

export async function busy({ catalog }: Bench): Promise<Verdict> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "linnet-perf-")));
  const card = await freshCard(join(folder, "CARD"), 12, 60);
  const running = await startOver(await copied(catalog, folder), [folder]);
  try {
    const tab = running.tab();
    await tab.evaluate(
      (inputs) => window.linnet.jobs.start({ kind: "run", method: "infer", params: { inputs } }),
      [card],
    );
    await tab.waitForTimeout(1500);
    const took = (await pages(tab, 2)).flat();
    const during = await tab.evaluate(() => window.linnet.health({}));
    const text = `p95 ${ms(quantile(took, 0.95))}, median ${ms(median(took))}${during.ok ? "" : "; the engine ended"}`;
    return { passed: quantile(took, 0.95) <= 150, text };
  } finally {
    await running.close();
    await rm(folder, { recursive: true });
  }
}
