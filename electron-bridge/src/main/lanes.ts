import type { Methods } from "../generated/contract.js";
import type { Job, JobsSnapshot } from "../jobs.js";

/** One run at a time; two of the others. */
const AT_ONCE = { runs: 1, others: 2 };
type Lane = keyof typeof AT_ONCE;

const RUNS: readonly string[] = [
  "infer",
  "runs/resume",
  "runs/retry",
  "preprocess",
] satisfies (keyof Methods)[];

/** Whether a job may begin beside those that run. */
export function hasRoom(job: Job, running: readonly Job[]): boolean {
  const lane = laneOf(job);
  return running.filter((each) => laneOf(each) === lane).length < AT_ONCE[lane];
}

/** Waiting jobs in the order of their ids, each with the job that it waits for. */
export function behindOthers(
  ids: readonly number[],
  { running, waiting }: Pick<JobsSnapshot, "running" | "waiting">,
): { id: number; behind?: number }[] {
  const last: Record<Lane, number | undefined> = { runs: undefined, others: undefined };
  for (const job of running) last[laneOf(job)] ??= job.id;
  return ids.flatMap((id) => {
    const job = waiting.find((each) => each.id === id);
    if (job === undefined) return [];
    const lane = laneOf(job);
    const behind = last[lane];
    last[lane] = id;
    return [behind === undefined ? { id } : { id, behind }];
  });
}

function laneOf({ method }: Job): Lane {
  return RUNS.includes(method) ? "runs" : "others";
}
