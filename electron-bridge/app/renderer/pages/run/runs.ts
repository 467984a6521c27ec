/** Runs of the catalog; one that goes on with another is told together with it. */
import type { RunRow } from "@linnet/electron-bridge/generated/contract.js";
import { type Answer, useAnswer, useRows } from "../../data/answer.js";
import { ask, type Outcome } from "../../data/call.js";
import { startJob } from "../../data/jobs.js";

export type { RunRow } from "@linnet/electron-bridge/generated/contract.js";

/** Times that one run has gone on; more are told as if the oldest had been the first. */
const MOST_RESUMES = 50;

async function chainOf(runId: number, signal: AbortSignal): Promise<Outcome<RunRow[]>> {
  const chain: RunRow[] = [];
  let next: number | null = runId;
  while (next !== null && chain.length < MOST_RESUMES) {
    const outcome: Awaited<ReturnType<typeof one>> = await one(next, signal);
    if (!outcome.ok) return outcome;
    const [row] = outcome.value.rows;
    if (row === undefined) break;
    chain.push(row);
    next = row.resumes;
  }
  return { ok: true, value: chain };
}

const one = (runId: number, signal: AbortSignal) =>
  ask({ select: "runs", where: { runId }, limit: 1 }, { signal });

/** A run and those that it went on with, the newest first. `step` asks again when it changes. */
export function useChain(runId: number | undefined, step = ""): Answer<RunRow[]> {
  return useAnswer(
    runId === undefined ? undefined : `chain ${String(runId)} ${step}`,
    (signal) => chainOf(runId ?? 0, signal),
    ["runs"],
  );
}

export interface Sums {
  files: number;
  done: number;
  empty: number;
  partial: number;
  failed: number;
  skipped: number;
  waiting: number;
  detections: number | null;
  windows: number | null;
  quietWindows: number | null;
  belowThreshold: number | null;
  outOfRange: number | null;
  notListed: number | null;
  beyondTopK: number | null;
  audioSeconds: number | null;
}

/**
 * What runs did together, the newest first. Files that failed before were tried again; files that
 * were done before count as skipped in the later run, and as done here. Files that were read in part
 * before, and again since, count as the later run has them.
 */
export function together(chain: readonly RunRow[]): Sums | undefined {
  const [last] = chain;
  if (last === undefined) return undefined;
  const sum = (of: (run: RunRow) => number | null): number | null =>
    chain.reduce<number | null>((all, run) => {
      const own = of(run);
      return all === null || own === null ? null : all + own;
    }, 0);
  const { files, failed, waiting } = last;
  const counted = (of: (run: RunRow) => number): number => sum(of) ?? 0;
  const done = counted((run) => run.done);
  const empty = counted((run) => run.empty);
  const partial = counted((run) => run.partial) - readAgain(chain);
  const rest = files - failed - waiting - done - empty - partial;
  return {
    ...{ files, failed, waiting, done, empty, partial, skipped: Math.max(0, rest) },
    // What was heard in files that were read twice counts twice in their runs.
    detections: readAgain(chain) > 0 ? null : sum((run) => run.detections),
    windows: sum((run) => run.windows),
    quietWindows: sum((run) => run.quietWindows),
    belowThreshold: sum((run) => run.belowThreshold),
    outOfRange: sum((run) => run.outOfRange),
    notListed: sum((run) => run.notListed),
    beyondTopK: sum((run) => run.beyondTopK),
    audioSeconds: readAgain(chain) > 0 ? null : sum((run) => run.audioSeconds),
  };
}

/** Files that an earlier run read in part, and the newest one read again: it skipped the others. */
function readAgain([last, ...before]: readonly RunRow[]): number {
  if (last === undefined || last.waiting > 0) return 0;
  const stood = before.reduce((sum, run) => sum + run.done + run.empty + run.partial, 0);
  const again = stood + (before.at(-1)?.skipped ?? 0) - last.skipped;
  const partial = before.reduce((sum, run) => sum + run.partial, 0);
  return Math.max(0, Math.min(again, partial));
}

/** The detections of runs; where their sum would count some twice, those that the catalog holds. */
export function useFound(chain: readonly RunRow[]): number | null {
  const detections = together(chain)?.detections ?? null;
  const where = { runId: chain.map(({ runId }) => runId) };
  const again = detections === null && readAgain(chain) > 0;
  const { value } = useRows(again ? { select: "detections", where, limit: 1 } : undefined);
  return value?.total ?? detections;
}

/** Earlier runs, the newest first, without those that another one went on with. */
export function useEarlier(): Answer<RunRow[]> {
  const { value, ...rest } = useRows({ select: "runs", orderBy: ["-runId"], limit: 50 }, ["runs"]);
  const taken = new Set(value?.rows.map(({ resumes }) => resumes));
  const rows = value?.rows.filter(
    ({ runId, settings }) => !taken.has(runId) && settings.method !== "heads/apply",
  );
  return { ...rest, value: rows };
}

/** Let a run of the catalog go on, as a job of its own. */
export function resume(runId: number, title: string): ReturnType<typeof startJob> {
  return startJob({
    kind: "run",
    title,
    method: "runs/resume",
    params: { runId, answer: "brief" },
  });
}
