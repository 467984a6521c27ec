/** Finds the classifier's species in all stored windows; first it counts what thresholds would find. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { ApplyHeadResult } from "@linnet/electron-bridge/generated/contract.js";
import type { PageError } from "../../data/call.js";
import type { Job } from "../../data/jobs.js";
import { confidence } from "../../estimates/numbers.js";
import { count } from "../../i18n/format.js";
import { KeyName } from "../../keys/key-name.js";
import { useCommands } from "../../keys/scopes.js";
import { Notes } from "../../notes/notes.js";
import { go } from "../../routes.js";
import { Button } from "../../ui/button.js";
import { Radios } from "../../ui/check.js";
import { Empty } from "../../ui/empty.js";
import { Failure } from "../../ui/failure.js";
import { Progress } from "../../ui/progress.js";
import { Said } from "../../ui/said.js";
import { SpeciesCell } from "./cells.js";
import { type Classifier, isBusy, useJobOf } from "./classifiers.js";
import { type Chosen, startFinding, THRESHOLDS, useCounts } from "./finding.js";
import { useBaseLack, useRemedy } from "./lack.js";
import { Running } from "./training.js";

export function Find({ classifier }: { classifier: Classifier }): React.JSX.Element {
  const { t } = useLingui();
  const { name, inUse } = classifier;
  const remedy = useRemedy();
  const { lack, isKnown } = useBaseLack(classifier);
  const { counts, share } = useCounts(name, inUse, isKnown && lack === undefined);
  const { value, error } = counts;
  const job = useJobOf("find", name);
  const [chosen, setChosen] = useState<Chosen>("own");
  const [failed, setFailed] = useState<PageError>();
  const busy = isBusy(job);
  const off = busy || value === undefined;
  const begin = (): void => {
    if (!off) void startFinding(name, chosen).then(setFailed);
  };
  useCommands({ "learn.start": begin });
  if (lack !== undefined) return <Empty {...lack} />;
  return (
    <div className="learn-panel">
      {failed !== undefined && <Failure error={failed} />}
      {job !== undefined && busy ? (
        <Running label={t`It is searching`} job={job} />
      ) : (
        <Ended job={job} />
      )}
      {error !== undefined && <Failure error={error} action={remedy(error, counts.again)} />}
      {value === undefined && error === undefined && (
        <Progress label={t`Counting`} share={share} text={t`Counting what it would find…`} />
      )}
      {value !== undefined && <Counts value={value} />}
      {value !== undefined && (
        <div className="learn-form">
          <Radios
            label={t`A window counts from this score on`}
            value={chosen}
            choices={[
              { value: "own", text: t`each species’ own threshold` },
              ...THRESHOLDS.map((each) => ({
                value: String(each) as Chosen,
                text: confidence(each),
              })),
            ]}
            onChange={setChosen}
          />
          <div>
            <Button variant="primary" isDisabled={off && !busy} onPress={begin}>
              {busy ? <Trans>It is searching</Trans> : <Trans>Find in all stored windows</Trans>}{" "}
              <KeyName of="learn.start" />
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}

function Counts({ value }: { value: ApplyHeadResult }): React.JSX.Element {
  const { t } = useLingui();
  const [windows, recordings] = [count(value.windows), count(value.recordings)];
  const rows = value.counts ?? [];
  return (
    <>
      <Said>
        <Trans>
          So much would be found in {windows} stored windows of {recordings} recordings. The count
          writes nothing.
        </Trans>
      </Said>
      <div className="table-area">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t`Species`}</th>
              <th scope="col" className="number">{t`Own threshold`}</th>
              <th scope="col" className="number">{t`finds`}</th>
              {THRESHOLDS.map((each) => {
                const from = confidence(each);
                return <th key={each} scope="col" className="number">{t`from ${from} on`}</th>;
              })}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ species, common, own, at }) => (
              <tr key={species}>
                <SpeciesCell species={species} common={common} />
                <td className="number">{confidence(own.threshold)}</td>
                {[own, ...at].map((each, place) => (
                  <td key={place} className="number">
                    {count(each.detections)} <In recordings={each.recordings} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Notes notes={value.notes} />
    </>
  );
}

function In({ recordings }: { recordings: number }): React.JSX.Element | null {
  if (recordings === 0) return null;
  return (
    <span className="quiet small">
      <Plural value={recordings} one="in # recording" other="in # recordings" />
    </span>
  );
}

function Ended({ job }: { job: Job | undefined }): React.JSX.Element | null {
  const { t } = useLingui();
  const outcome = job?.outcome;
  if (job?.state === "cancelled") {
    return (
      <Said className="quiet">{t`Stopped. What was found until then is in the project.`}</Said>
    );
  }
  if (outcome === undefined) return null;
  if (!outcome.ok) return job?.state === "failed" ? <Failure error={outcome.error} /> : null;
  return <Done result={outcome.value as ApplyHeadResult} />;
}

function Done({ result }: { result: ApplyHeadResult }): React.JSX.Element {
  const { runId, skipped, notes } = result;
  const [found, recordings] = [count(result.detections), count(result.recordings)];
  return (
    <section className="learn-done">
      <Said>
        <Trans>
          Detections found: {found}. Recordings searched: {recordings}.
        </Trans>{" "}
        {skipped > 0 && (
          <Plural
            value={skipped}
            one="# recording was searched before with the same settings, and keeps what was found."
            other="# recordings were searched before with the same settings, and keep what was found."
          />
        )}
      </Said>
      {runId !== null && (
        <Button
          onPress={() => {
            go("detections", { w: JSON.stringify({ runId: [runId] }) });
          }}
        >
          <Trans>Open detections</Trans>
        </Button>
      )}
      <Notes notes={notes} />
    </section>
  );
}
