/** Imports that main owns: they go on while the person chooses a model, and after that. */
import { plural } from "@lingui/core/macro";
import type {
  ImportRecordingsRequest,
  ImportRecordingsResult,
  Note,
} from "@linnet/electron-bridge/generated/contract.js";
import type { PageError } from "../../data/call.js";
import { type Job, jobsOf, startJob, useJobs } from "../../data/jobs.js";
import { useFirstSteps } from "../../data/first-steps.js";
import { touch } from "../../data/revision.js";
import { tellNotes } from "../../notes/news.js";
import { errorSaid } from "../../ui/error-words.js";
import { tell } from "../../ui/toast.js";

export interface Import {
  title: string;
  params: Pick<ImportRecordingsRequest, "inputs" | "pattern" | "deploymentId">;
}

export interface Imports {
  jobs: Job[];
  /** Says what could not even be started; undefined if all was. What was started before is left. */
  start: (imports: readonly Import[]) => Promise<PageError | undefined>;
}

/** An import that ends when another page is shown already is told there. */
function follow(id: number): void {
  const stop = useJobs.subscribe(({ jobs }) => {
    const job = jobs.ended.find((each) => each.id === id);
    if (job === undefined) return;
    stop();
    touch(["recordings", "sites", "deployments"]);
    const elsewhere = !location.hash.startsWith("#/first-run");
    if (!elsewhere) return;
    if (job.outcome?.ok === false) tell({ text: errorSaid(job.outcome.error).said });
    const { errors = [] } = broughtBy(job);
    if (errors.length > 0) {
      const text = plural(errors.length, {
        one: "# file could not be imported.",
        other: "# files could not be imported.",
      });
      tell({ text });
    }
    tellNotes(weighty(job));
  });
}

export function useImports(): Imports {
  const { jobs } = useJobs();
  const started = useFirstSteps((steps) => steps.imports);
  const ids = new Set(started.values());
  const start: Imports["start"] = async (imports) => {
    const now = new Map(started);
    for (const { title, params } of imports) {
      const name = JSON.stringify(params);
      if (now.has(name)) continue;
      const outcome = await startJob({
        kind: "import",
        title: title.slice(0, 200),
        method: "recordings/import",
        params,
      });
      if (!outcome.ok) return outcome.error;
      now.set(name, outcome.value.id);
      useFirstSteps.setState({ imports: new Map(now) });
      follow(outcome.value.id);
    }
    return undefined;
  };
  return { jobs: jobsOf(jobs, "import").filter(({ id }) => ids.has(id)), start };
}

/** What an import brought, once it has ended well. */
export function broughtBy({ outcome }: Job): Partial<ImportRecordingsResult> {
  return outcome?.ok === true ? (outcome.value as Partial<ImportRecordingsResult>) : {};
}

/** Its notes that the look before it has not told already. */
export function weighty(job: Job): Note[] {
  return (broughtBy(job).notes ?? []).filter(({ changesResults }) => changesResults);
}
