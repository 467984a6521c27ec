/** How far a run came that was paused or cut short: what the project has of it. */
import type { Job } from "../data/jobs.js";
import { useRows } from "../data/answer.js";
import { useJobWords } from "./words.js";

/**
 * "96 of 1,700", as the project has stored it.
 *
 * A run stores more after its last news of progress. That news is said where the project has
 * nothing of the run, or cannot be asked.
 */
export function useReached(job: Job | undefined): string | undefined {
  const words = useJobWords();
  const runId = job?.runId;
  const { value } = useRows(
    runId === undefined ? undefined : { select: "runs", where: { runId }, limit: 1 },
    ["runs"],
  );
  if (job === undefined) return undefined;
  const run = value?.rows.find((row) => row.runId === runId);
  if (run === undefined || run.files === 0) return words(job).done;
  const progress = { done: run.files - run.waiting, total: run.files };
  return words({ ...job, progress }).done;
}
