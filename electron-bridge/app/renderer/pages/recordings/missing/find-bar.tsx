/** How the change of places goes that Find has begun, and what came of it. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import type { RefusedChoice, RelinkResult } from "@linnet/electron-bridge/generated/contract.js";
import { type Job, jobsOf, useJobs } from "../../../data/jobs.js";
import { touch } from "../../../data/revision.js";
import { count } from "../../../i18n/format.js";
import { lengthOf } from "../../../jobs/lengths.js";
import { Notes } from "../../../notes/notes.js";
import { Unreadable } from "../../../notes/unread.js";
import { Button } from "../../../ui/button.js";
import { Failure } from "../../../ui/failure.js";
import { FileName } from "../../../ui/file-name.js";
import { Progress } from "../../../ui/progress.js";
import { Said } from "../../../ui/said.js";
import { lookAgain } from "./looked.js";

export function FindBar(): React.JSX.Element | null {
  const { jobs } = useJobs();
  const [job] = jobsOf(jobs, "relink");
  const id = job?.outcome === undefined ? undefined : job.id;
  useEffect(() => {
    if (id === undefined) return;
    touch(["recordings"]);
    void lookAgain();
  }, [id]);
  if (job === undefined) return null;
  return (
    <section className="find-bar">
      <div className="grow">
        <How job={job} />
      </div>
      {job.outcome !== undefined && (
        <Button variant="quiet" onPress={() => void window.linnet.jobs.remove(job.id)}>
          <Trans>Close</Trans>
        </Button>
      )}
    </section>
  );
}

function How({ job }: { job: Job }): React.JSX.Element {
  const { t } = useLingui();
  const { outcome, progress } = job;
  if (outcome?.ok === false) return <Failure error={outcome.error} />;
  if (outcome?.ok === true) return <Done job={job} result={outcome.value as RelinkResult} />;
  const { done = 0, total = 0 } = (progress ?? {}) as { done?: number; total?: number };
  const [made, all] = [count(done), count(total)];
  return (
    <Progress
      label={t`Taking over the places`}
      share={total === 0 ? null : done / total}
      text={total === 0 ? t`Taking over…` : t`${made} of ${all} files`}
    />
  );
}

function Done({ job, result }: { job: Job; result: RelinkResult }): React.JSX.Element {
  const { relinked, refused, errors, notes, ambiguous } = result;
  const [found, doubts] = [
    lengthOf(job, "relinked", relinked),
    lengthOf(job, "ambiguous", ambiguous),
  ];
  const shown = count(found);
  return (
    <>
      <Said>
        <Plural
          value={found}
          _0="No recording was found again."
          one="# recording is found again, with its labels."
          other={`${shown} recordings are found again, with their labels.`}
        />{" "}
        {doubts > 0 && (
          <Plural
            value={doubts}
            one="# is in doubt, and stays missing."
            other="# are in doubt, and stay missing."
          />
        )}
      </Said>
      {refused.length > 0 && (
        <ul className="small warn-text">
          {refused.map((each) => (
            <li key={each.recordingId}>
              <FileName path={each.path} /> <Refused {...each} />
            </li>
          ))}
        </ul>
      )}
      {errors.length > 0 && <Unreadable errors={errors} total={lengthOf(job, "errors", errors)} />}
      <Notes notes={notes} />
    </>
  );
}

function Refused({ reason }: RefusedChoice): React.JSX.Element {
  switch (reason) {
    case "otherSound":
      return <Trans>This file holds another sound, so the recording is still missing.</Trans>;
    case "neverRead":
      return (
        <Trans>
          Linnet never heard this recording, so it cannot tell whether this is its file.
        </Trans>
      );
    case "unreadable":
      return <Trans>This file cannot be read, so the recording is still missing.</Trans>;
  }
}
