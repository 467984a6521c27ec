/** Runs that were paused, or cut short by a crash or a quit: each can go on. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { PageError } from "../../data/call.js";
import type { Job } from "../../data/jobs.js";
import { useReached } from "../../jobs/reached.js";
import { useRunName } from "../../jobs/words.js";
import { useCommands } from "../../keys/scopes.js";
import { Button } from "../../ui/button.js";
import { Failure } from "../../ui/failure.js";

export function Left({ jobs }: { jobs: readonly Job[] }): React.JSX.Element | null {
  const [error, setError] = useState<PageError>();
  const [first] = jobs;
  const goOn = async ({ id }: Job): Promise<void> => {
    const outcome = await window.linnet.jobs.goOn(id);
    setError(outcome.ok ? undefined : outcome.error);
  };
  useCommands({ "run.pause": () => (first === undefined ? false : void goOn(first)) });
  if (jobs.length === 0) return null;
  return (
    <>
      {error !== undefined && <Failure error={error} />}
      <ul className="run-left-list">
        {jobs.map((job) => (
          <LeftRun key={job.id} job={job} goOn={goOn} />
        ))}
      </ul>
    </>
  );
}

function LeftRun({
  job,
  goOn,
}: {
  job: Job;
  goOn: (job: Job) => Promise<void>;
}): React.JSX.Element {
  const { t } = useLingui();
  const name = useRunName()(job);
  const done = useReached(job) ?? "";
  const paused = job.state === "paused";
  return (
    <li className={paused ? "card run-left" : "card run-left interrupted"}>
      <p>
        {done === "" ? (
          paused ? (
            <Trans>{name} is paused.</Trans>
          ) : (
            <Trans>{name} was interrupted.</Trans>
          )
        ) : paused ? (
          <Trans>
            {name} is paused at {done}.
          </Trans>
        ) : (
          <Trans>
            {name} was interrupted at {done}.
          </Trans>
        )}{" "}
        <span className="quiet">
          <Trans>What is done is kept.</Trans>
        </span>
      </p>
      <Button variant="primary" aria-label={t`Go on with ${name}`} onPress={() => void goOn(job)}>
        <Trans>Go on</Trans>
      </Button>
      <Button
        variant="quiet"
        aria-label={t`Leave ${name} as it is`}
        onPress={() => void window.linnet.jobs.remove(job.id)}
      >
        <Trans>Leave it as it is</Trans>
      </Button>
    </li>
  );
}
