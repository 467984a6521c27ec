/** Training again: what it would learn from, the training itself, and what came of it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import type { TrainHeadResult } from "@linnet/electron-bridge/generated/contract.js";
import type { PageError } from "../../data/call.js";
import type { Job } from "../../data/jobs.js";
import { KeyName } from "../../keys/key-name.js";
import { useCommands } from "../../keys/scopes.js";
import { Notes } from "../../notes/notes.js";
import { Button } from "../../ui/button.js";
import { Failure } from "../../ui/failure.js";
import { Loading } from "../../ui/loading.js";
import { Said } from "../../ui/said.js";
import { useBases } from "./bases.js";
import { type Classifier, exactly, isBusy, useJobOf, versionInUse } from "./classifiers.js";
import { Difference } from "./difference.js";
import { Gains } from "./gains.js";
import { useLabels } from "./labels.js";
import { useLack } from "./lack.js";
import { SetupFields } from "./new-dialog.js";
import { Plan } from "./plan.js";
import { LEAST_RECORDINGS, paramsOf, train, usePlan, useSetup } from "./setup.js";
import { Running } from "./training.js";

export function Train({ classifier }: { classifier: Classifier }): React.JSX.Element {
  const { t } = useLingui();
  const { name } = classifier;
  const kept = useSetup(name);
  const labels = useLabels();
  const { bases, error } = useBases();
  const lackOf = useLack();
  const job = useJobOf("train", name);
  const [failed, setFailed] = useState<PageError>();
  const base = versionInUse(classifier)?.base ?? classifier.versions[0]?.base;
  const canHold = (labels.value?.recordings ?? 0) >= LEAST_RECORDINGS;
  const setup = { ...kept.value, holdsBack: kept.value.holdsBack && canHold };
  const params = paramsOf(name, base, setup);
  const isKnown = kept.ready && labels.value !== undefined;
  const plan = usePlan(isKnown ? params : undefined);
  const busy = isBusy(job);
  const off = busy || !isKnown || plan.waiting || plan.error !== undefined;
  const begin = (): void => {
    if (!off) void train(params).then(setFailed);
  };
  useCommands({ "learn.start": begin });
  const trouble = error ?? labels.error;
  const lack = bases && labels.value && lackOf(bases, labels.value);
  return (
    <div className="learn-panel">
      {trouble !== undefined && <Failure error={trouble} />}
      {failed !== undefined && <Failure error={failed} />}
      {job !== undefined && busy ? (
        <Running job={job} label={t`It is learning`} />
      ) : (
        <Ended job={job} of={classifier} />
      )}
      {lack !== undefined && (
        <p>
          {lack.reason} <Button onPress={lack.action.act}>{lack.action.text}</Button>
        </p>
      )}
      <section aria-label={t`The next training`} className="learn-form">
        <SetupFields setup={setup} canHold={canHold} onChange={kept.change} />
        {labels.value === undefined ? (
          trouble === undefined && <Loading />
        ) : (
          <Plan plan={plan} labels={labels.value} setup={setup} />
        )}
        <div>
          {/* It stays pressable while it runs, so that the focus stays where it is. */}
          <Button variant="primary" isDisabled={off && !busy} onPress={begin}>
            {busy ? <Trans>It is learning</Trans> : <Trans>Train</Trans>}{" "}
            <KeyName of="learn.start" />
          </Button>
        </div>
      </section>
      <Gains classifier={classifier} />
    </div>
  );
}

/** How the last training of this session ended. */
function Ended(props: { job: Job | undefined; of: Classifier }): React.JSX.Element | null {
  const { job, of } = props;
  const { t } = useLingui();
  const outcome = job?.outcome;
  useEffect(() => {
    // An outcome is read from the top of the panel.
    if (outcome !== undefined) document.querySelector(".learn-panel")?.scrollTo({ top: 0 });
  }, [outcome]);
  if (job?.state === "cancelled") {
    return <Said className="quiet">{t`Stopped. The versions are as they were.`}</Said>;
  }
  if (outcome === undefined) return null;
  if (!outcome.ok) return job?.state === "failed" ? <Failure error={outcome.error} /> : null;
  const result = outcome.value as TrainHeadResult;
  // A classifier of that name may have been removed since, and made again.
  const isHere = of.versions.some(({ number }) => number === result.number);
  return isHere ? <Done result={result} /> : null;
}

function Done({ result }: { result: TrainHeadResult }): React.JSX.Element {
  const { name, before, notes } = result;
  const number = String(result.number ?? "");
  const isSame = before === result.number;
  return (
    <section className="learn-done">
      <Said>
        {isSame ? (
          <Trans>
            Nothing has changed: the same labels and settings give version {number} again.
          </Trans>
        ) : (
          <Trans>Version {number} is trained and in use.</Trans>
        )}
      </Said>
      {before !== null && result.number !== null && !isSame && (
        <Difference a={exactly(name, before)} b={exactly(name, result.number)} />
      )}
      <Notes notes={notes.filter(({ changesResults }) => changesResults)} />
    </section>
  );
}
