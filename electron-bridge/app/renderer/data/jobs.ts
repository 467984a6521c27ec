/** Long work that main owns: what runs, waits, was left and ended; it outlives this page. */
import { create } from "zustand";
import type { Job, JobAsked, JobsSnapshot, Outcome } from "@linnet/electron-bridge/page.js";
import { withNews } from "@linnet/electron-bridge/page.js";

export type { Job, JobAsked, JobState } from "@linnet/electron-bridge/page.js";

const NONE: JobsSnapshot = {
  change: "all",
  number: 0,
  running: [],
  waiting: [],
  left: [],
  ended: [],
};

export const useJobs = create<{ jobs: JobsSnapshot }>(() => ({ jobs: NONE }));

/** Follow main's jobs for as long as the page is there. */
export function followJobs(): void {
  window.linnet.jobs.follow((news) => {
    useJobs.setState(({ jobs }) => ({ jobs: withNews(jobs, news) ?? jobs }));
  });
}

export function startJob(asked: JobAsked): Promise<Outcome<{ id: number }>> {
  return window.linnet.jobs.start(asked);
}

/** The jobs of a kind, those that are not over first. */
export function jobsOf(jobs: JobsSnapshot, ...kinds: string[]): Job[] {
  return [...jobs.running, ...jobs.waiting, ...jobs.left, ...jobs.ended].filter(({ kind }) =>
    kinds.includes(kind),
  );
}
