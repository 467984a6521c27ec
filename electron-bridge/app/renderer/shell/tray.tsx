/** The jobs tray: all long work that main does, waits for, was left with, or has ended. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useJobs, type Job, type JobState } from "../data/jobs.js";
import { shareOf, useJobWords, useRunName } from "../jobs/words.js";
import { Button } from "../ui/button.js";
import { Dialog } from "../ui/dialog.js";
import { Progress } from "../ui/progress.js";
import { TroubleLine } from "../ui/trouble.js";
import "./tray.css";

export function Tray({
  isOpen,
  onClose,
}: {
  isOpen: boolean;
  onClose: () => void;
}): React.JSX.Element {
  const { t } = useLingui();
  const { jobs } = useJobs();
  const lists = [jobs.running, jobs.waiting, jobs.left, jobs.ended.slice(0, 20)];
  const all = lists.flat();
  return (
    <Dialog title={t`Jobs`} isOpen={isOpen} onClose={onClose}>
      {all.length === 0 ? (
        <p className="quiet">
          <Trans>Nothing runs. Runs, installations and exports stand here while they go on.</Trans>
        </p>
      ) : (
        <ul className="tray">
          {all.map((job) => (
            <TrayJob key={job.id} job={job} />
          ))}
        </ul>
      )}
    </Dialog>
  );
}

function useStates(): Record<JobState, string> {
  const { t } = useLingui();
  return {
    waiting: t`waits`,
    running: t`runs`,
    pausing: t`is pausing`,
    cancelling: t`is being cancelled`,
    paused: t`paused`,
    interrupted: t`interrupted`,
    done: t`done`,
    failed: t`failed`,
    cancelled: t`cancelled`,
  };
}

function TrayJob({ job }: { job: Job }): React.JSX.Element {
  const name = useRunName()(job);
  const { done, left } = useJobWords()(job);
  const state = useStates()[job.state];
  const goes = job.state === "running" || job.state === "pausing" || job.state === "cancelling";
  const failed =
    job.outcome?.ok === false && job.state === "failed" ? job.outcome.error : undefined;
  return (
    <li>
      <div>
        <p>
          <strong>{name}</strong> {job.runId !== undefined && job.title}{" "}
          <span className="quiet">{state}</span>
        </p>
        {goes && (
          <Progress
            label={name}
            share={shareOf(job)}
            text={[done, left].filter((each) => each !== undefined).join(" · ")}
          />
        )}
        {failed !== undefined && (
          <div className="small tray-why">
            <TroubleLine told={failed} />
          </div>
        )}
      </div>
      <Acts job={job} name={name} />
    </li>
  );
}

function Acts({ job, name }: { job: Job; name: string }): React.JSX.Element {
  const { t } = useLingui();
  const { jobs } = window.linnet;
  const { id, state } = job;
  const acts: [string, string, () => unknown][] = [];
  if (state === "running" && job.kind === "run") {
    acts.push([t`Pause`, t`Pause ${name}`, () => jobs.pause(id)]);
  } else if (state === "running") {
    acts.push([t`Stop`, t`Stop ${name}`, () => jobs.cancel(id)]);
  }
  if (state === "paused" || state === "interrupted") {
    acts.push([t`Go on`, t`Go on with ${name}`, () => jobs.goOn(id)]);
  }
  if (!["running", "pausing", "cancelling"].includes(state)) {
    acts.push([t`Take out`, t`Take out ${name}`, () => jobs.remove(id)]);
  }
  return (
    <span className="tray-acts">
      {acts.map(([text, label, act]) => (
        <Button key={text} variant="quiet" aria-label={label} onPress={() => void act()}>
          {text}
        </Button>
      ))}
    </span>
  );
}
