/** A training or a search that goes on: how far it is, and its stop. */
import { Trans, useLingui } from "@lingui/react/macro";
import type { Job } from "../../data/jobs.js";
import { shareOf, useJobWords } from "../../jobs/words.js";
import { go } from "../../routes.js";
import { Button } from "../../ui/button.js";
import { Failure } from "../../ui/failure.js";
import { Progress } from "../../ui/progress.js";

/** `label`: what it does. */
export function Running({ job, label }: { job: Job; label: string }): React.JSX.Element {
  const { t } = useLingui();
  const { done, left } = useJobWords()(job);
  const parts = [done, left].filter((each) => each !== undefined);
  const said =
    job.state === "cancelling"
      ? t`Stopping…`
      : job.state === "waiting"
        ? t`It begins when what runs now has ended.`
        : parts.join(" · ");
  return (
    <div className="learn-running">
      <Progress label={label} share={shareOf(job)} text={said === "" ? label : said} />
      <Button
        isDisabled={job.state === "cancelling"}
        onPress={() => void window.linnet.jobs.cancel(job.id)}
      >
        <Trans>Stop</Trans>
      </Button>
    </div>
  );
}

/** The first training of a classifier, of which nothing else is there yet. */
export function FirstTraining({ job }: { job: Job }): React.JSX.Element {
  const { t } = useLingui();
  if (job.outcome?.ok === false) {
    return (
      <Failure
        error={job.outcome.error}
        action={{
          text: t`All classifiers`,
          act: () => {
            go("learn");
          },
        }}
      />
    );
  }
  return <Running job={job} label={t`It is learning`} />;
}
