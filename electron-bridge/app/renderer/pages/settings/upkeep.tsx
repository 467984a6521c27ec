/** Looks after the project's file: a check, and a copy in a place that a person picks. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type {
  BackupCatalogResult,
  CheckCatalogResult,
} from "@linnet/electron-bridge/generated/contract.js";
import type { PageError } from "../../data/call.js";
import { type Job, type JobAsked, jobsOf, startJob, useJobs } from "../../data/jobs.js";
import { bytes, count } from "../../i18n/format.js";
import { Button } from "../../ui/button.js";
import { Failure } from "../../ui/failure.js";
import { Details } from "../../ui/own-words.js";
import { Path } from "../../ui/path.js";
import { english } from "../../ui/plain.js";
import { Progress } from "../../ui/progress.js";
import { Said } from "../../ui/said.js";

/** The newest job of a kind that this page, or another, has begun. */
function useJob(kind: string): Job | undefined {
  const { jobs } = useJobs();
  return jobsOf(jobs, kind).sort((one, other) => other.id - one.id)[0];
}

interface UpkeepProps {
  kind: string;
  start: string;
  busy: string;
  asked: () => Promise<JobAsked | undefined>;
  done: (value: unknown) => React.JSX.Element;
}

function Upkeep({ kind, start, busy, asked, done }: UpkeepProps): React.JSX.Element {
  const job = useJob(kind);
  const [error, setError] = useState<PageError>();
  const running = job?.state === "running" || job?.state === "waiting";
  const begin = async (): Promise<void> => {
    const wish = await asked();
    if (wish === undefined) return;
    const outcome = await startJob(wish);
    setError(outcome.ok ? undefined : outcome.error);
  };
  const failed = job?.outcome?.ok === false && job.state === "failed" ? job.outcome.error : error;
  return (
    <>
      <div className="setting-actions">
        {/* It stays pressable, so that the focus stays where it is. */}
        <Button onPress={() => void (running ? undefined : begin())}>
          {running ? busy : start}
        </Button>
        {running && (
          <Button variant="quiet" onPress={() => void window.linnet.jobs.cancel(job.id)}>
            <Trans>Stop</Trans>
          </Button>
        )}
      </div>
      <div className="setting-result">
        {running && <Progress label={busy} share={shareOf(job)} />}
        {!running && failed !== undefined && <Failure error={failed} />}
        {job?.outcome?.ok === true && <Said as="div">{done(job.outcome.value)}</Said>}
      </div>
    </>
  );
}

function shareOf({ progress }: Job): number | null {
  const { done, total } = (progress ?? {}) as { done?: number; total?: number | null };
  return done === undefined || total == null || total === 0 ? null : done / total;
}

export function Check(): React.JSX.Element {
  const { t } = useLingui();
  return (
    <Upkeep
      kind="check"
      start={t`Check now`}
      busy={t`Checking…`}
      asked={() =>
        Promise.resolve({ kind: "check", title: t`Check of the project`, method: "catalog/check" })
      }
      done={(value) => <Checked result={value as CheckCatalogResult} />}
    />
  );
}

function Checked({ result }: { result: CheckCatalogResult }): React.JSX.Element {
  const [recordings, detections] = [count(result.recordings), count(result.detections)];
  const size = bytes(result.bytes);
  return (
    <>
      <p>
        {result.problems.length === 0 ? (
          <Trans>The project is whole.</Trans>
        ) : (
          <Trans>The project has problems. Back it up before anything else.</Trans>
        )}{" "}
        <span className="quiet">
          <Trans>
            {recordings} recordings, {detections} detections, {size}.
          </Trans>
        </span>
      </p>
      <ul>
        {result.problems.map((problem, at) => (
          <Problem key={`${problem.kind} ${String(at)}`} {...problem} />
        ))}
      </ul>
    </>
  );
}

function Problem({ count: number, message }: CheckCatalogResult["problems"][number]) {
  const plain = english(message);
  if (plain !== undefined) return <li>{plain}</li>;
  return (
    <li>
      <Plural
        value={number}
        one="# entry of the project is not as it should be."
        other="# entries of the project are not as they should be."
      />
      <Details texts={[message]} />
    </li>
  );
}

export function BackUp(): React.JSX.Element {
  const { t } = useLingui();
  return (
    <Upkeep
      kind="backup"
      start={t`Back up…`}
      busy={t`Backing up…`}
      asked={async () => {
        const [place] = await window.app.pick("export");
        return (
          place && {
            kind: "backup",
            title: t`Backup of the project`,
            method: "catalog/backup",
            params: { destination: place.path },
          }
        );
      }}
      done={(value) => <BackedUp result={value as BackupCatalogResult} />}
    />
  );
}

function BackedUp({ result }: { result: BackupCatalogResult }): React.JSX.Element {
  const size = bytes(result.bytes);
  return (
    <p>
      <Trans>The copy is written: {size}.</Trans> <Path path={result.path} />
    </p>
  );
}
