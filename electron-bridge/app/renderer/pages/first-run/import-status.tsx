/** How the import goes while the person chooses a model. */
import { Plural, useLingui } from "@lingui/react/macro";
import type { Job } from "../../data/jobs.js";
import { lengthOf } from "../../jobs/lengths.js";
import { Notes } from "../../notes/notes.js";
import { Failure } from "../../ui/failure.js";
import { Progress } from "../../ui/progress.js";
import { broughtBy, weighty } from "./imports.js";
import { Unreadable } from "../../notes/unread.js";
import { Said } from "../../ui/said.js";

export function ImportStatus({ jobs }: { jobs: readonly Job[] }): React.JSX.Element | null {
  if (jobs.length === 0) return null;
  return (
    <section className="import-status">
      {jobs.map((job) => (
        <One key={job.id} job={job} />
      ))}
    </section>
  );
}

function One({ job }: { job: Job }): React.JSX.Element {
  const { t } = useLingui();
  const { title, outcome, progress } = job;
  if (outcome?.ok === false) return <Failure error={outcome.error} />;
  if (outcome?.ok === true) {
    const { added = 0, known = 0, errors = [] } = broughtBy(job);
    return (
      <div>
        <Said className="small">
          <Plural
            value={added + known}
            one="# recording is in the project."
            other="# recordings are in the project."
          />
        </Said>
        {errors.length > 0 && (
          <Unreadable errors={errors} total={lengthOf(job, "errors", errors)} />
        )}
        <Notes notes={weighty(job)} />
      </div>
    );
  }
  const { done = 0, total = 0 } = (progress ?? {}) as { done?: number; total?: number };
  return (
    <Progress
      label={t`Importing ${title}`}
      share={total === 0 ? null : done / total}
      text={total === 0 ? t`Importing…` : t`${done} of ${total} files`}
    />
  );
}
