/** How far a job is, in words that the page and the status bar share. */
import { useLingui } from "@lingui/react/macro";
import type { InferProgress, InstallProgress } from "@linnet/electron-bridge/generated/contract.js";
import type { Job } from "../data/jobs.js";
import { bytes, count, length } from "../i18n/format.js";

export type RunProgress = Partial<Omit<InferProgress, "total">> & { total?: number | null };

export function progressOf(job: Job): RunProgress {
  return (job.progress ?? {}) as RunProgress;
}

/** 0 to 1; null while it is not known. */
export function shareOf(job: Job): number | null {
  const { done, total } = progressOf(job);
  // Nobody knows how many steps a check of the project has.
  return done === undefined || total == null || total === 0 ? null : done / total;
}

export interface JobWords {
  /** "118 of 264"; undefined before the first word. */
  done: string | undefined;
  /** "212 times real time". */
  speed: string | undefined;
  /** "about 6 min left". */
  left: string | undefined;
}

export function useJobWords(): (job: Job) => JobWords {
  const { t } = useLingui();
  return (job) => {
    const { done, total, realtimeFactor = 0, etaSeconds } = progressOf(job);
    const { unit } = (job.progress ?? {}) as Partial<InstallProgress>;
    const amount = unit === "byte" ? bytes : count;
    const [made, whole] = [amount(done ?? 0), amount(total ?? 0)];
    const times = count(Math.round(realtimeFactor));
    const left = length(etaSeconds ?? 0);
    return {
      done: done === undefined || total == null ? undefined : t`${made} of ${whole}`,
      speed: realtimeFactor >= 1 ? t`${times} times real time` : undefined,
      left: etaSeconds == null ? undefined : t`about ${left} left`,
    };
  };
}

/** "Run 41", or the job's own title before the run has a number. */
export function useRunName(): (job: Job) => string {
  const { t } = useLingui();
  return ({ runId, title }) => {
    const number = String(runId ?? "");
    return runId === undefined ? title : t`Run ${number}`;
  };
}
