import type { RunRow } from "../generated/contract.js";
import { asPageError } from "./failures.js";
import type { KeptJob, KeptJobs } from "./jobs-file.js";
import { progressOf, type Runs } from "./runs.js";

/** The id of a job that the catalog alone knows, until it gets its own. */
export const FROM_CATALOG = 0;

/**
 * What an earlier start left: kept jobs that are not over, and runs that the catalog alone knows to
 * be interrupted. The oldest come first.
 */
export async function leftBefore(
  { jobs, settled }: KeptJobs,
  runs: Runs,
  trouble: (message: string) => void,
): Promise<KeptJob[]> {
  const kept = [...jobs].sort((one, other) => one.id - other.id);
  const runIds = kept.flatMap(({ runId }) => (runId === undefined ? [] : [runId]));
  const known = new Set([...runIds, ...settled]);
  try {
    const found = await runs.of(runIds);
    const others = (await runs.interrupted()).filter(({ runId }) => !known.has(runId));
    const left = kept.map((job) => ({ job, run: found.get(job.runId ?? NaN) }));
    return [
      ...others.reverse().map(fromCatalog),
      ...left
        .filter(({ run }) => run?.status !== "complete")
        .map(({ job, run }) => (run ? { ...job, progress: progressOf(run) } : job)),
    ];
  } catch (error) {
    trouble(`Interrupted runs could not be looked up: ${asPageError(error).message}`);
    return kept;
  }
}

function fromCatalog(run: RunRow): KeptJob {
  const { runId, model, startedAt } = run;
  return {
    id: FROM_CATALOG,
    kind: "run",
    title: model,
    method: "runs/resume",
    params: { runId },
    askedAt: startedAt,
    startedAt,
    runId,
    progress: progressOf(run),
  };
}
