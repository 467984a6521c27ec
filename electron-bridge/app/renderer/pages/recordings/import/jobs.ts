/** The import that main does: it goes on while the person is elsewhere, and after a reload. */
import { useEffect } from "react";
import type {
  ImportProgress,
  ImportRecordingsRequest,
  ImportRecordingsResult,
  Note,
} from "@linnet/electron-bridge/generated/contract.js";
import type { PageError } from "../../../data/call.js";
import { useEngine } from "../../../data/engine.js";
import { type Job, jobsOf, startJob, useJobs } from "../../../data/jobs.js";
import { touch } from "../../../data/revision.js";
import { begun, succeeded, takeBack, useImport } from "./store.js";

export type Params = Pick<ImportRecordingsRequest, "inputs" | "pattern" | "folders">;

/** Answers why it could not even be begun. */
export async function startImport(title: string, params: Params): Promise<PageError | undefined> {
  const asked = {
    kind: "import",
    title: title.slice(0, 200),
    method: "recordings/import",
  } as const;
  const outcome = await startJob({ ...asked, params });
  if (!outcome.ok) return outcome.error;
  begun(outcome.value.id);
  return undefined;
}

/** The import that was begun on this page; undefined before one, and after it was put away. */
export function useImportJob(): Job | undefined {
  const job = useImport((state) => state.job);
  const project = useEngine((state) => state.project);
  const { jobs } = useJobs();
  const found =
    job?.project === project ? jobsOf(jobs, "import").find(({ id }) => id === job.id) : undefined;
  const isOver = found?.outcome !== undefined;
  const isDone = found?.outcome?.ok === true;
  useEffect(() => {
    if (!isOver) return;
    touch(["recordings", "sites", "deployments", "surveys"]);
    if (isDone) succeeded();
    else takeBack();
  }, [isOver, isDone]);
  return found;
}

export function progressOf(job: Job): Partial<ImportProgress> {
  return (job.progress ?? {}) as Partial<ImportProgress>;
}

/** What an import brought, once it has ended well. */
export function broughtBy({ outcome }: Job): Partial<ImportRecordingsResult> {
  return outcome?.ok === true ? (outcome.value as Partial<ImportRecordingsResult>) : {};
}

/** Its notes that the look before it has not told already. */
export function weighty(job: Job): Note[] {
  return (broughtBy(job).notes ?? []).filter(({ changesResults }) => changesResults);
}
