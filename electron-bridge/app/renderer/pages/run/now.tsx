/** The run that goes on: how far it is, what it hears, what it could not read. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { FreshOutcome } from "@linnet/electron-bridge/generated/contract.js";
import type { Job } from "../../data/jobs.js";
import { percent } from "../../i18n/format.js";
import { progressOf, shareOf, useJobWords, useRunName } from "../../jobs/words.js";
import { useCommands } from "../../keys/scopes.js";
import { Button } from "../../ui/button.js";
import { DangerDialog } from "../../ui/danger-dialog.js";
import { Progress } from "../../ui/progress.js";
import { RunFiles } from "./files.js";
import { useHeard } from "./heard.js";
import { HeardTable } from "./heard-table.js";
import { useChain } from "./runs.js";
import { Sites } from "./sites.js";
import { Said } from "../../ui/said.js";

export function Now({ job }: { job: Job }): React.JSX.Element {
  const { t } = useLingui();
  const name = useRunName()(job);
  const { value: chain } = useChain(job.runId);
  const ids = chain?.map(({ runId }) => runId) ?? (job.runId === undefined ? [] : [job.runId]);
  const heard = useHeard(job, ids);
  const { failed = 0 } = progressOf(job);
  return (
    <section className="card run-now" aria-label={t`Now`}>
      <header className="run-head">
        <h2>
          {name}
          {job.runId !== undefined && <span className="quiet"> {job.title}</span>}
        </h2>
        <Stop job={job} />
      </header>
      <HowFar job={job} />
      <div className="run-columns">
        <div>
          {job.runId !== undefined && <Sites runId={job.runId} />}
          <RunFiles
            runId={job.runId}
            fresh={(job.recent.outcomes ?? []) as FreshOutcome[]}
            failed={failed}
          />
        </div>
        <HeardTable jobId={job.id} heard={heard} />
      </div>
    </section>
  );
}

function HowFar({ job }: { job: Job }): React.JSX.Element {
  const { t } = useLingui();
  const { done, speed, left } = useJobWords()(job);
  const share = shareOf(job);
  // A screen reader is told each tenth, not each file.
  const tenth = share === null ? "" : percent(Math.floor(share * 10) / 10);
  const parts = [done, speed, left].filter((each) => each !== undefined);
  const begins = job.state === "running" && done === undefined;
  return (
    <>
      <Progress
        label={t`Progress of the run`}
        share={share}
        text={begins ? t`Starting` : parts.join(" · ")}
      />
      <Said className="unseen">{tenth === "" ? "" : t`The run is at ${tenth}`}</Said>
      {job.resumed && (
        <p className="small run-warn">
          <Trans>The engine had ended unexpectedly. The run went on where it had stopped.</Trans>
        </p>
      )}
    </>
  );
}

function Stop({ job }: { job: Job }): React.JSX.Element {
  const { t } = useLingui();
  const [asking, setAsking] = useState(false);
  const { jobs } = window.linnet;
  const stopping = job.state !== "running";
  const close = (): void => {
    setAsking(false);
  };
  useCommands({
    "run.pause": () => (stopping ? false : void jobs.pause(job.id)),
    "run.cancel": () => {
      setAsking(true);
    },
  });
  return (
    <div className="run-line">
      {stopping && (
        <Said as="span" className="quiet">
          {job.state === "pausing" ? (
            <Trans>Pausing: what is under way is kept.</Trans>
          ) : (
            <Trans>Cancelling: what is done is kept.</Trans>
          )}
        </Said>
      )}
      <Button
        isDisabled={stopping}
        aria-describedby="run-pause-about"
        onPress={() => void jobs.pause(job.id)}
      >
        <Trans>Pause</Trans>
      </Button>
      <span id="run-pause-about" className="unseen">
        <Trans>Keeps what is done, and goes on where it stopped.</Trans>
      </span>
      <Button
        variant="danger"
        isDisabled={job.state === "cancelling"}
        onPress={() => {
          setAsking(true);
        }}
      >
        <Trans>Cancel</Trans>
      </Button>
      <DangerDialog
        title={t`Cancel this run?`}
        isOpen={asking}
        keep={t`Let it go on`}
        accept={t`Cancel the run`}
        onAccept={() => void jobs.cancel(job.id)}
        onClose={close}
      >
        <p>
          <Trans>What is done stays in the project. A later run goes on from there.</Trans>
        </p>
      </DangerDialog>
    </div>
  );
}
