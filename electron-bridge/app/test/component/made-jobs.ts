/** Jobs as main tells them. */
import { type Job, type JobsSnapshot, listOf } from "@linnet/electron-bridge/jobs.js";

let number = 0;

export function madeJob(some: Partial<Job> & Pick<Job, "kind" | "method" | "state">): Job {
  const askedAt = "2026-11-29T10:00:00Z";
  return { id: 1, title: "", resumed: false, askedAt, recent: {}, ...some };
}

/** All jobs at one moment. */
export function madeJobs(...jobs: Job[]): JobsSnapshot {
  const of = (list: ReturnType<typeof listOf>): Job[] =>
    jobs.filter(({ state }) => listOf(state) === list);
  number++;
  return {
    change: "all",
    number,
    running: of("running"),
    waiting: of("waiting"),
    left: of("left"),
    ended: of("ended"),
  };
}
