/** How long a list of a job's result was: main cuts long ones. */
import type { Job } from "../data/jobs.js";

export function lengthOf({ outcome }: Job, name: string, kept: readonly unknown[]): number {
  return (outcome?.ok === true ? outcome.lengths?.[name] : undefined) ?? kept.length;
}
