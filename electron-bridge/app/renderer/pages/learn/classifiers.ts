/** The person's own classifiers on this computer, with their versions. */
import { useEffect } from "react";
import type {
  HeadRow,
  HeadVersion,
  ListHeadsResult,
  Methods,
} from "@linnet/electron-bridge/generated/contract.js";
import { type Answer, useAnswer } from "../../data/answer.js";
import { call } from "../../data/call.js";
import { type Job, jobsOf, useJobs } from "../../data/jobs.js";
import { touch } from "../../data/revision.js";

export type Classifier = HeadRow;
export type Version = HeadVersion;

export function useClassifiers(): Answer<ListHeadsResult> {
  useFresh();
  return useAnswer("own classifiers", (signal) => call("heads/list", {}, { signal }), [
    "modelFiles",
  ]);
}

/** The version that counts now. */
export function versionInUse({ versions, inUse }: Classifier): Version | undefined {
  return versions.find(({ number }) => number === inUse);
}

/** A version as the engine takes it. */
export function exactly(name: string, number: number): string {
  return `${name}@${String(number)}`;
}

const BESIDE = " · ";

/** What a job of a classifier is called; the name comes first, since the job is known by it. */
export function jobTitle(name: string, what: string): string {
  return name + BESIDE + what;
}

/** The newest job of a kind about a classifier. */
export function useJobOf(kind: "train" | "find", name: string): Job | undefined {
  return useJobs(({ jobs }) =>
    jobsOf(jobs, kind)
      .filter(({ title }) => title.startsWith(name + BESIDE))
      .reduce<Job | undefined>((last, job) => (last && last.id > job.id ? last : job), undefined),
  );
}

export function isBusy(job: Job | undefined): boolean {
  return job?.state === "running" || job?.state === "waiting" || job?.state === "cancelling";
}

/** How far a count is, 0 to 1; null while it waits, or before its first word. */
export function shareOf(progress: Methods["heads/apply"]["progress"]): number | null {
  if (!("total" in progress) || progress.total === 0) return null;
  return progress.done / progress.total;
}

/** A training that ended, here or in another window's life, changes the list. */
function useFresh(): void {
  const ended = useJobs(
    ({ jobs }) => jobsOf(jobs, "train").filter(({ outcome }) => outcome !== undefined).length,
  );
  useEffect(() => {
    if (ended > 0) touch(["modelFiles"]);
  }, [ended]);
}
