/** The card of the run that ended last. */
import { Trans, useLingui } from "@lingui/react/macro";
import type { Job } from "../../data/jobs.js";
import { useRunName } from "../../jobs/words.js";
import { go } from "../../routes.js";
import { Button } from "../../ui/button.js";
import { Failure } from "../../ui/failure.js";
import { Icon } from "../../ui/icon.js";
import { Result } from "./result.js";
import { resume, useChain } from "./runs.js";
import { Said } from "../../ui/said.js";

export function Ended({ job }: { job: Job }): React.JSX.Element {
  const { t } = useLingui();
  const name = useRunName()(job);
  const { value: chain } = useChain(job.runId, job.state);
  const error = job.outcome?.ok === false ? job.outcome.error : undefined;
  const { runId } = job;
  const goOn =
    runId === undefined ? undefined : { text: t`Go on`, act: () => void resume(runId, job.title) };
  const install = {
    text: t`Open Models`,
    act: () => {
      go("models");
    },
  };
  return (
    <section className="card run-ended" aria-label={t`The last run`}>
      <header className="run-head">
        <Said as="h2">
          {job.state === "done" ? (
            <Trans>{name} is done</Trans>
          ) : job.state === "cancelled" ? (
            <Trans>{name} was cancelled</Trans>
          ) : (
            <Trans>{name} failed</Trans>
          )}{" "}
          {runId !== undefined && <span className="quiet">{job.title}</span>}
        </Said>
        <Button
          variant="quiet"
          aria-label={t`Put this card away`}
          onPress={() => void window.linnet.jobs.remove(job.id)}
        >
          <Icon name="close" size={16} />
        </Button>
      </header>
      {job.state === "failed" && error !== undefined && (
        <Failure error={error} action={/^Model/.test(error.kind) ? install : goOn} />
      )}
      {chain !== undefined && (
        <Result chain={chain} onAgain={(run) => void resume(run, job.title)} />
      )}
    </section>
  );
}
