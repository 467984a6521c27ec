/** Measures every budget and prints it, with pass or fail. */
import { loadavg } from "node:os";
import type { Running } from "../e2e/harness.js";
import { start } from "../e2e/harness.js";
import { BUDGETS, type Budget, type Verdict } from "./budgets.js";
import { HOME, prepared } from "./catalog.js";

export interface Asked {
  minutes: number;
  only?: string;
  /** A catalog of ten million detections. */
  ten?: string;
}

/** What a budget's measurement has at hand. */
export interface Bench {
  asked: Asked;
  catalog: string;
  /** The app over the catalog; started once for all budgets that look at it. */
  app: () => Promise<Running>;
}

const size = { width: 1280, height: 800 };

export function startOver(catalog: string, grants: string[] = []): Promise<Running> {
  return start({ home: HOME, catalog, size, grants, settings: { begun: true }, language: "en" });
}

/** True if no budget was missed. */
export async function measure(asked: Asked): Promise<boolean> {
  const load = (): string => loadavg()[0]?.toFixed(1) ?? "?";
  console.log(
    `Load of the last minute: ${load()}. Above 1, times say more of the machine than of the app.`,
  );
  const wanted = BUDGETS.filter(({ name }) => name.includes(asked.only ?? ""));
  const catalog = wanted.every(({ isOwn }) => isOwn) ? "" : await prepared();
  let running: Promise<Running> | undefined;
  const bench: Bench = { asked, catalog, app: () => (running ??= startOver(catalog)) };
  let missed = 0;
  for (const budget of wanted) {
    const verdict = await measured(budget, bench);
    if (verdict.passed === false) missed++;
    const word = verdict.passed === undefined ? "----" : verdict.passed ? "pass" : "FAIL";
    console.log(`${word}  ${budget.name}: ${verdict.text} (goal: ${budget.goal}; load ${load()})`);
  }
  await (await running)?.close();
  return missed === 0;
}

async function measured(budget: Budget, bench: Bench): Promise<Verdict> {
  try {
    return await budget.measure(bench);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { passed: false, text: `not measured: ${text.split("\n")[0] ?? ""}` };
  }
}
