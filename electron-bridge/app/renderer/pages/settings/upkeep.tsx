/** Work on the project's file as a job: its start, how far it is, its stop, how it ended. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { PageError } from "../../data/call.js";
import { type Job, type JobAsked, jobsOf, startJob, useJobs } from "../../data/jobs.js";
import { Button } from "../../ui/button.js";
import { Failure } from "../../ui/failure.js";
import { Progress } from "../../ui/progress.js";
import { Said } from "../../ui/said.js";
import { useUpkeepWords } from "./upkeep-words.js";

/** The kinds of jobs that need the project's file for themselves. */
export const UPKEEP = ["check", "backup", "repair"];

/** The newest job of a kind that this page, or another, has begun. */
export function useJob(kind: string): Job | undefined {
  const { jobs } = useJobs();
  return jobsOf(jobs, kind).sort((one, other) => other.id - one.id)[0];
}

interface UpkeepProps {
  kind: string;
  start: string;
  busy: string;
  isDisabled?: boolean;
  asked: () => Promise<JobAsked | undefined>;
  done: (value: unknown) => React.JSX.Element;
}

export function Upkeep(props: UpkeepProps): React.JSX.Element {
  const { kind, start, busy, isDisabled = false, asked, done } = props;
  const { t } = useLingui();
  const job = useJob(kind);
  const wordsOf = useUpkeepWords();
  const [error, setError] = useState<PageError>();
  const waits = job?.state === "waiting";
  const running = waits || job?.state === "running" || job?.state === "cancelling";
  const begin = async (): Promise<void> => {
    const wish = await asked();
    if (wish === undefined) return;
    const outcome = await startJob(wish);
    setError(outcome.ok ? undefined : outcome.error);
  };
  const failed = job?.outcome?.ok === false && job.state === "failed" ? job.outcome.error : error;
  const { share, text } = running ? wordsOf(job) : { share: null, text: undefined };
  return (
    <>
      <div className="setting-actions">
        {/* It stays pressable, so that the focus stays where it is. */}
        <Button isDisabled={isDisabled} onPress={() => void (running ? undefined : begin())}>
          {running ? busy : start}
        </Button>
        {running && (
          <Button variant="quiet" onPress={() => void window.linnet.jobs.cancel(job.id)}>
            <Trans>Stop</Trans>
          </Button>
        )}
      </div>
      <div className="setting-result">
        {running && (
          <>
            <Progress label={busy} share={share} />
            <p className="quiet small">
              {waits ? t`It begins when what runs now has ended.` : text}
            </p>
          </>
        )}
        {!running && failed !== undefined && <Failure error={failed} />}
        {!running && job?.state === "cancelled" && (
          <p className="quiet">
            <Trans>Stopped. The project is as it was.</Trans>
          </p>
        )}
        {job?.outcome?.ok === true && <Said as="div">{done(job.outcome.value)}</Said>}
      </div>
    </>
  );
}
