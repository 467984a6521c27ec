/** What a run would do, asked again as the settings change: only the last question counts. */
import type { InferPlan } from "@linnet/electron-bridge/generated/contract.js";
import { useAnswer, type Answer } from "../../data/answer.js";
import { call } from "../../data/call.js";
import { useRested } from "../../data/rested.js";
import { lacks, paramsOf, type Setup } from "./setup.js";

/** A number is typed digit by digit, and each would be another plan. */
const CALM_MS = 250;

export interface Plan extends Answer<InferPlan> {
  /** Whether the answer is that of the present settings. */
  fresh: boolean;
}

export function usePlan(setup: Setup, off: boolean): Plan {
  const wanted = off || lacks(setup) !== undefined ? undefined : JSON.stringify(paramsOf(setup));
  const question = useRested(wanted, CALM_MS);
  const answer = useAnswer(
    question === undefined ? undefined : `plan ${question}`,
    (signal) => call("infer/plan", paramsOf(setup), { signal }),
    ["recordings", "runs", "modelFiles", "sites", "deployments"],
  );
  return { ...answer, fresh: question === wanted && !answer.waiting };
}

/** Whether a run would have anything to do; missing files are told by the run, in words. */
export function hasWork(plan: InferPlan): boolean {
  return plan.new + plan.rescored > 0;
}

/** Seconds that a run takes, by earlier runs here; else by the model's own speed. */
export function needed(plan: InferPlan, speed: number | null | undefined): number | null {
  if (plan.secondsNeeded !== null) return plan.secondsNeeded;
  if (plan.new === 0) return 0;
  if (speed == null || speed === 0 || plan.audioSeconds === 0) return null;
  return plan.audioSeconds / speed;
}
