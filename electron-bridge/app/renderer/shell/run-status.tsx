/** What runs, in the status bar; or a run that can go on. Opens the jobs. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useJobs } from "../data/jobs.js";
import { useReached } from "../jobs/reached.js";
import { useJobWords, useRunName } from "../jobs/words.js";
import { KeyName } from "../keys/key-name.js";
import { Button } from "../ui/button.js";

export function RunStatus({ open }: { open: () => void }): React.JSX.Element {
  const { t } = useLingui();
  const { jobs } = useJobs();
  const words = useJobWords();
  const name = useRunName();
  const running = jobs.running.find(({ kind }) => kind === "run") ?? jobs.running[0];
  const left = jobs.left.find(({ kind }) => kind === "run");
  const reached = useReached(running === undefined ? left : undefined);
  if (running !== undefined) {
    const { done, left: time } = words(running);
    const parts = [name(running), done ?? t`Starting`, time].filter((each) => each !== undefined);
    return (
      <Button variant="quiet" className="run-status" onPress={open}>
        {parts.join(" · ")}
      </Button>
    );
  }
  if (left !== undefined) {
    const title = name(left);
    const done = reached ?? "";
    const paused = left.state === "paused";
    return (
      <span className={paused ? "run-status" : "run-status interrupted"}>
        {paused ? (
          <Trans>
            {title} is paused at {done}
          </Trans>
        ) : (
          <Trans>
            {title} was interrupted at {done}
          </Trans>
        )}
        <Button variant="quiet" onPress={() => void window.linnet.jobs.goOn(left.id)}>
          <Trans>Go on</Trans>
        </Button>
      </span>
    );
  }
  return (
    <Button variant="quiet" onPress={open}>
      <Trans>Jobs</Trans> <KeyName of="app.jobs" />
    </Button>
  );
}
