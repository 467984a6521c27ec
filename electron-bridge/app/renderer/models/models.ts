/** The models of this computer and of the gallery, and what can be done with one. */
import { useEffect, useSyncExternalStore } from "react";
import type {
  InstallProgress,
  VerifyModelResult,
} from "@linnet/electron-bridge/generated/contract.js";
import { call, type Outcome } from "../data/call.js";
import { type Job, jobsOf, startJob, useJobs } from "../data/jobs.js";
import type { ModelRow } from "../data/models.js";
import { touch } from "../data/revision.js";
import { tellNotes } from "../notes/news.js";

export { useModelList, useModels, type ModelRow } from "../data/models.js";

/** Let main download and convert a model, or take it from a folder on this computer. */
export function install(model: ModelRow, source?: string): Promise<Outcome<{ id: number }>> {
  return startJob({
    kind: "install",
    title: model.title,
    method: "models/install",
    params: { name: model.name, ...(source !== undefined && { source }) },
  });
}

/** The newest job that installs a model; undefined if there was none. */
export function useInstall(model: ModelRow): Job | undefined {
  return useJobs(({ jobs }) => jobsOf(jobs, "install").find(({ title }) => title === model.title));
}

/** Whether an installation is under way, or waits for its turn. */
export function isBusy(job: Job | undefined): boolean {
  return job?.state === "running" || job?.state === "waiting";
}

/** An installation that ended, here or in another window's life, changes the list. */
export function useFreshList(): void {
  const ended = useJobs(
    ({ jobs }) => jobsOf(jobs, "install").filter(({ outcome }) => outcome !== undefined).length,
  );
  useEffect(() => {
    if (ended > 0) touch(["modelFiles"]);
  }, [ended]);
}

function listen(changed: () => void): () => void {
  window.addEventListener("online", changed);
  window.addEventListener("offline", changed);
  return () => {
    window.removeEventListener("online", changed);
    window.removeEventListener("offline", changed);
  };
}

/** Whether a download would fail: the computer says so, or the last one found nobody. */
export function useOffline(model: ModelRow): boolean {
  const outcome = useInstall(model)?.outcome;
  const online = useSyncExternalStore(listen, () => navigator.onLine);
  return !online || (outcome?.ok === false && outcome.error.kind === "SourceUnavailable");
}

/** How far an installation is: 0 to 1, or null before its first word. */
export function shareOf(job: Job): number | null {
  const { done, total } = (job.progress ?? {}) as Partial<InstallProgress>;
  return done === undefined || total === undefined || total === 0 ? null : done / total;
}

export async function activate({ name }: ModelRow): Promise<Outcome<unknown>> {
  const outcome = await call("models/activate", { name });
  if (outcome.ok) touch(["modelFiles"]);
  return outcome;
}

export async function remove({ name }: ModelRow): Promise<Outcome<unknown>> {
  const outcome = await call("models/remove", { name });
  if (outcome.ok) {
    touch(["modelFiles"]);
    tellNotes(outcome.value.notes);
  }
  return outcome;
}

export function verify({ name }: ModelRow): Promise<Outcome<VerifyModelResult>> {
  return call("models/verify", { name });
}
