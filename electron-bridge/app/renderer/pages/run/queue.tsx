/** Runs that wait for their turn: what each is behind, and how to change their order. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useJobs, type Job } from "../../data/jobs.js";
import { useRunName } from "../../jobs/words.js";
import { Button } from "../../ui/button.js";
import { Icon } from "../../ui/icon.js";

export function Queue({ waiting }: { waiting: readonly Job[] }): React.JSX.Element | null {
  const { t } = useLingui();
  const { jobs } = useJobs();
  const name = useRunName();
  if (waiting.length === 0) return null;
  const all = [...jobs.running, ...jobs.waiting];
  return (
    <section className="run-queue" aria-label={t`Next`}>
      <h3>
        <Trans>Next</Trans>
      </h3>
      <ol>
        {waiting.map((job, at) => {
          const { title } = job;
          const before = waiting[at - 1];
          const ahead = all.find(({ id }) => id === job.behind);
          const first = ahead === undefined ? "" : name(ahead);
          return (
            <li key={job.id} className="run-line">
              <span>{title}</span>
              <span className="quiet small grow">
                {first === "" ? <Trans>begins soon</Trans> : <Trans>waits behind {first}</Trans>}
              </span>
              <Button
                variant="quiet"
                aria-label={t`Move ${title} up`}
                isDisabled={before === undefined}
                onPress={() => {
                  if (before !== undefined) void window.linnet.jobs.move(job.id, before.id);
                }}
              >
                ▲
              </Button>
              <Button
                variant="quiet"
                aria-label={t`Take ${title} out`}
                onPress={() => void window.linnet.jobs.remove(job.id)}
              >
                <Icon name="close" size={14} />
              </Button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
