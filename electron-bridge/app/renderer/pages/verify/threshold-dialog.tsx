/** The threshold that a sample certifies for a target precision, and its keeping under a name. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type {
  ChosenThreshold,
  EstimatedSpecies,
} from "@linnet/electron-bridge/generated/contract.js";
import { useAnswer } from "../../data/answer.js";
import { call, type PageError } from "../../data/call.js";
import { confidence, exactly } from "../../estimates/numbers.js";
import { type DrawnUnit, precisionSaid, unitsSaid } from "../../estimates/precision.js";
import { withheldSaid } from "../../estimates/withheld.js";
import { count } from "../../i18n/format.js";
import { Notes } from "../../notes/notes.js";
import { Button } from "../../ui/button.js";
import { Radios } from "../../ui/check.js";
import { Dialog } from "../../ui/dialog.js";
import { Failure } from "../../ui/failure.js";
import { TextField } from "../../ui/field.js";
import { Loading } from "../../ui/loading.js";
import { Said } from "../../ui/said.js";
import { tell } from "../../ui/toast.js";
import type { Sample } from "./samples.js";

const TARGETS = ["0.8", "0.9", "0.95"] as const;

interface ThresholdDialogProps {
  sample: Sample;
  /** Clips that still wait: each look before the end makes the threshold stricter. */
  waiting: number;
  onClose: () => void;
}

export function ThresholdDialog(props: ThresholdDialogProps): React.JSX.Element {
  const { sample, waiting, onClose } = props;
  const { t } = useLingui();
  const [target, setTarget] = useState<(typeof TARGETS)[number]>("0.9");
  const [name, setName] = useState(sample.name.slice(0, 60));
  const [failed, setFailed] = useState<PageError>();
  const { sampleId } = sample;
  const { value, error } = useAnswer(`threshold ${String(sampleId)} ${target}`, (signal) =>
    call("estimate", { sampleId, target: Number(target) }, { signal }),
  );
  const unit = value?.drawnUnit ?? null;
  const units = unit === null ? "" : unitsSaid(unit);
  const found = value?.species.some(({ threshold }) => threshold?.confidence != null) ?? false;
  const save = async (): Promise<void> => {
    const asked = { name: name.trim(), sample: sample.name, target: Number(target), replace: true };
    const outcome = await call("thresholds/save", asked);
    setFailed(outcome.ok ? undefined : outcome.error);
    if (!outcome.ok) return;
    const kept = outcome.value.saved.name;
    tell({ text: t`The thresholds are kept as “${kept}”. A run can take them.` });
    onClose();
  };
  return (
    <Dialog
      title={t`Threshold for a target`}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>
            <Trans>Close</Trans>
          </Button>
          <Button
            variant="primary"
            isDisabled={!found || name.trim() === ""}
            onPress={() => void save()}
          >
            <Trans>Keep the thresholds</Trans>
          </Button>
        </>
      }
    >
      <div className="threshold">
        <Radios
          label={
            unit === null
              ? t`At least so many of its detections should be right`
              : t`Share of the ${units} that should be confirmed, at least`
          }
          value={target}
          choices={TARGETS.map((each) => ({ value: each, text: exactly(Number(each)) }))}
          onChange={setTarget}
        />
        {waiting > 0 && (
          <p className="quiet small">
            <Trans>
              Clips still wait. Each look is kept with the sample: after a look at fewer verdicts, a
              threshold has to be surer.
            </Trans>
          </p>
        )}
        {error !== undefined && <Failure error={error} />}
        {value === undefined && error === undefined && <Loading />}
        {value !== undefined && <Notes notes={value.notes} />}
        {value?.species.map((each) => (
          <Threshold
            key={each.species}
            {...{ of: each, unit }}
            isNamed={value.species.length > 1}
          />
        ))}
        {found && <TextField label={t`Name`} value={name} onChange={setName} maxLength={100} />}
        {failed !== undefined && <Failure error={failed} />}
      </div>
    </Dialog>
  );
}

interface ThresholdProps {
  of: EstimatedSpecies;
  unit: DrawnUnit;
  isNamed: boolean;
}

function Threshold({ of, unit, isNamed }: ThresholdProps): React.JSX.Element {
  const { species, threshold, withheld, thresholds } = of;
  const rows = thresholds.filter(({ precision }) => precision !== null);
  return (
    <section>
      {isNamed && (
        <h3>
          <i>{species}</i>
        </h3>
      )}
      <Said className="threshold-said">
        {withheld !== null
          ? withheldSaid(withheld)
          : threshold !== null && <Found {...threshold} unit={unit} />}
      </Said>
      {threshold !== null && threshold.confidence === null && <Further {...threshold} />}
      {rows.length > 0 && (
        <div className="table-area">
          <Rows rows={rows} unit={unit} chosen={threshold?.confidence ?? null} />
        </div>
      )}
    </section>
  );
}

function Found({
  confidence: at,
  precision,
  withheld,
  lookedBefore,
  unit,
}: ChosenThreshold & { unit: DrawnUnit }): React.JSX.Element | null {
  if (at === null) return withheld === null ? null : <>{withheldSaid(withheld)}</>;
  const shown = confidence(at);
  const [low, high] = [exactly(precision?.low ?? 0), exactly(precision?.high ?? 1)];
  return (
    <>
      {unit === null ? (
        <Trans>
          From {shown} on: between {low} and {high} right.
        </Trans>
      ) : (
        <Trans>
          From {shown} on: between {low} and {high} confirmed.
        </Trans>
      )}{" "}
      {lookedBefore && (
        <span className="quiet">
          <Trans>These limits are of 97.5 %, since somebody had looked before.</Trans>
        </span>
      )}
    </>
  );
}

function Further({ further }: ChosenThreshold): React.JSX.Element {
  return (
    <ul className="said-list small">
      {further.map((each) => {
        const [at, point] = [confidence(each.confidence), exactly(each.point)];
        const [above, drawn] = [count(each.above ?? 0), count(each.drawn ?? 0)];
        return (
          <li key={each.confidence}>
            {each.above === null ? (
              <Trans>
                From {at} on the estimate is {point}: below the target.
              </Trans>
            ) : (
              <Trans>
                From {at} on the estimate is {point}: {above} more clips there would certify it,
                about {drawn} more in all.
              </Trans>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Rows(props: {
  rows: EstimatedSpecies["thresholds"];
  unit: DrawnUnit;
  chosen: number | null;
}): React.JSX.Element {
  const { t } = useLingui();
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{t`From score`}</th>
          <th scope="col">
            {props.unit === null ? t`Right, in this project` : t`Confirmed, in this project`}
          </th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr key={row.confidence} className={row.confidence === props.chosen ? "chosen" : ""}>
            <th scope="row">{confidence(row.confidence)}</th>
            <td>{precisionSaid(row, props.unit)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
