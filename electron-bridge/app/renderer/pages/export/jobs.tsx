/** Exports that run, wait or have ended; the newest of each kind. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { ClipsResult, ExportResult } from "@linnet/electron-bridge/generated/contract.js";
import { jobsOf, useJobs, type Job } from "../../data/jobs.js";
import { bytes, count } from "../../i18n/format.js";
import { lengthOf } from "../../jobs/lengths.js";
import { shareOf } from "../../jobs/words.js";
import { Notes } from "../../notes/notes.js";
import { Button } from "../../ui/button.js";
import { Failure } from "../../ui/failure.js";
import { Icon } from "../../ui/icon.js";
import { Path } from "../../ui/path.js";
import { Progress } from "../../ui/progress.js";
import { Said } from "../../ui/said.js";
import { TroubleLine } from "../../ui/trouble.js";

export function isOver({ state }: Job): boolean {
  return state === "done" || state === "failed" || state === "cancelled";
}

/** The newest job of rows and of clips, in the order in which they were begun. */
export function useExportJobs(): Job[] {
  const { jobs } = useJobs();
  const newest = (kind: string): Job[] =>
    jobsOf(jobs, kind)
      .sort((one, other) => other.id - one.id)
      .slice(0, 1);
  return [...newest("export"), ...newest("clips")].sort((one, other) => one.id - other.id);
}

/** Names the exports that have ended; it changes with each of them. */
export function endedOf(jobs: readonly Job[]): string {
  return jobs
    .filter(isOver)
    .map(({ id, endedAt }) => `${String(id)} ${endedAt ?? ""}`)
    .join();
}

export function ExportJobs({ jobs }: { jobs: readonly Job[] }): React.JSX.Element {
  return (
    <>
      {jobs.map((job) =>
        isOver(job) ? <Ended key={job.id} job={job} /> : <Going key={job.id} job={job} />,
      )}
    </>
  );
}

function Going({ job }: { job: Job }): React.JSX.Element {
  const { t } = useLingui();
  const { done, total, files } = (job.progress ?? {}) as {
    done?: number;
    total?: number | null;
    files?: number | null;
  };
  const [made, whole, ready] = [count(done ?? 0), count(total ?? 0), count(files ?? 0)];
  const text =
    job.state === "waiting"
      ? t`waits for its turn`
      : done === undefined
        ? t`Starting`
        : total == null
          ? made
          : files == null || files === 0
            ? t`${made} of ${whole}`
            : t`${made} of ${whole}, ${ready} files done`;
  return (
    <section className="card export-job" aria-label={t`Now`}>
      <div className="export-line">
        <h2>{job.title}</h2>
        <span className="grow" />
        <Button
          isDisabled={job.state === "cancelling"}
          onPress={() => void window.linnet.jobs.cancel(job.id)}
        >
          <Trans>Stop</Trans>
        </Button>
      </div>
      <Progress label={job.title} share={shareOf(job)} text={text} />
    </section>
  );
}

function Ended({ job }: { job: Job }): React.JSX.Element {
  const { t } = useLingui();
  const { title, state, outcome, kind } = job;
  return (
    <section className="card export-job" aria-label={t`The last export`}>
      <div className="export-line">
        <Said as="h2">
          {state === "done" ? (
            <Trans>{title} is done</Trans>
          ) : state === "cancelled" ? (
            <Trans>{title} was stopped</Trans>
          ) : (
            <Trans>{title} failed</Trans>
          )}
        </Said>
        <span className="grow" />
        <Button
          variant="quiet"
          aria-label={t`Put this card away`}
          onPress={() => void window.linnet.jobs.remove(job.id)}
        >
          <Icon name="close" size={16} />
        </Button>
      </div>
      {state === "cancelled" && (
        <p>
          {kind === "clips" ? (
            <Trans>Clips that were cut stay; the next export goes on from there.</Trans>
          ) : (
            <Trans>No file was written or replaced.</Trans>
          )}
        </p>
      )}
      {outcome?.ok === false && state === "failed" && <Failure error={outcome.error} />}
      {outcome?.ok === true &&
        (kind === "clips" ? (
          <Cut job={job} result={outcome.value as ClipsResult} />
        ) : (
          <Written result={outcome.value as ExportResult} />
        ))}
    </section>
  );
}

/** Rows asked for and rows written are the same, or the export has failed. */
function Written({ result }: { result: ExportResult }): React.JSX.Element {
  const { files, rows, asked, written, notes } = result;
  const [first] = files;
  const [given, made] = [count(asked), count(rows)];
  const size = bytes(files.reduce((sum, each) => sum + each.bytes, 0));
  return (
    <>
      <p>
        <strong>
          <Trans>
            {made} of {given} rows
          </Trans>
        </strong>{" "}
        <Plural value={written} one="in # file" other="in # files" />{" "}
        {written === files.length && <span className="quiet">({size})</span>}
      </p>
      {first !== undefined && <Show path={first.path} />}
      <Notes notes={notes} />
    </>
  );
}

function Cut({ job, result }: { job: Job; result: ClipsResult }): React.JSX.Element {
  const { asked, written, kept, errors, notes, listPath } = result;
  const failed = lengthOf(job, "errors", errors);
  const [given, made] = [count(asked), count(written + kept)];
  return (
    <>
      <p>
        <strong>
          <Trans>
            {made} of {given} clips
          </Trans>
        </strong>{" "}
        {kept > 0 && (
          <span className="quiet">
            <Plural
              value={kept}
              one="# of them was there before"
              other="# of them were there before"
            />
          </span>
        )}
      </p>
      {errors.length > 0 && (
        <details>
          <summary>
            <Plural
              value={failed}
              one="# recording could not be cut wholly"
              other="# recordings could not be cut wholly"
            />
          </summary>
          <ul className="export-errors">
            {errors.slice(0, MOST_LISTED).map((error) => (
              <li key={error.path}>
                <Path path={error.path} />
                <div className="small">
                  <TroubleLine told={error} />
                </div>
              </li>
            ))}
          </ul>
        </details>
      )}
      <Show path={listPath} />
      <Notes notes={notes} />
    </>
  );
}

const MOST_LISTED = 100;

function Show({ path }: { path: string }): React.JSX.Element {
  return (
    <div className="export-line">
      <Path path={path} />
      <Button onPress={() => void window.app.showInFolder(path)}>
        <Trans>Show in folder</Trans>
      </Button>
    </div>
  );
}
