/** Draws a sample: of which species, how many clips, from what; first it shows what would come. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { call, type PageError } from "../../data/call.js";
import { touch } from "../../data/revision.js";
import { useSettings } from "../../data/settings.js";
import { SeveralSpecies } from "../../species/several.js";
import { Checkbox, Radios } from "../../ui/check.js";
import { DecimalField } from "../../ui/decimal-field.js";
import { Failure } from "../../ui/failure.js";
import { TextField } from "../../ui/field.js";
import { FormDialog } from "../../ui/form-dialog.js";
import { type Draw, NUMBERS, paramsOf, usePlan, usualName } from "./draw.js";
import { Plan } from "./plan.js";

interface DrawDialogProps {
  /** The species to begin with. */
  species: readonly string[];
  onDrawn: (sampleId: number) => void;
  onClose: () => void;
}

export function DrawDialog(props: DrawDialogProps): React.JSX.Element {
  const { onDrawn, onClose } = props;
  const { t } = useLingui();
  const labeler = useSettings(({ settings }) => settings.labeler);
  const [set, setSet] = useState<Omit<Draw, "name"> & { name?: string }>({
    ...{ species: props.species, n: 100, floor: null, perRecording: null, seed: null },
    isBelow: false,
  });
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<PageError>();
  const draw: Draw = { ...set, name: set.name ?? usualName(set) };
  const plan = usePlan(draw);
  const change = (some: Partial<Draw>): void => {
    setSet((before) => ({ ...before, ...some }));
    setFailed(undefined);
  };
  const isEmpty = draw.species.length === 0 || draw.name.trim() === "" || busy;
  const accept = async (): Promise<void> => {
    if (isEmpty) return;
    setBusy(true);
    const who = labeler === "" ? {} : { labeler: { name: labeler } };
    const outcome = await call("samples/draw", { ...paramsOf(draw), ...who });
    setBusy(false);
    if (!outcome.ok) setFailed(outcome.error);
    else if (outcome.value.sampleId !== null) {
      touch(["samples", "sampleItems"]);
      onDrawn(outcome.value.sampleId);
    }
  };
  return (
    <FormDialog
      title={t`Draw a sample`}
      isOpen
      isEmpty={isEmpty}
      accept={busy ? t`Drawing…` : t`Draw`}
      onAccept={() => void accept()}
      onClose={onClose}
    >
      <div className="draw">
        <SeveralSpecies
          species={draw.species}
          onChange={(species) => {
            change({ species });
          }}
        />
        <Radios
          label={t`Clips of each species`}
          value={String(draw.n)}
          choices={NUMBERS.map((each) => ({ value: String(each), text: String(each) }))}
          onChange={(n) => {
            change({ n: Number(n) });
          }}
        />
        <p className="quiet small">
          <Trans>30 give a first look, 100 a good number; 200 show that 95 of 100 are right.</Trans>
        </p>
        <TextField
          label={t`Name of the sample`}
          value={draw.name}
          onChange={(name) => {
            change({ name });
          }}
          maxLength={200}
        />
        {failed !== undefined && <Failure error={failed} />}
        {failed === undefined && draw.species.length > 0 && <Plan plan={plan} />}
        <details className="draw-more">
          <summary>{t`More: lowest score, seed, clips of a recording, missed calls`}</summary>
          <More draw={draw} change={change} />
        </details>
      </div>
    </FormDialog>
  );
}

interface MoreProps {
  draw: Draw;
  change: (some: Partial<Draw>) => void;
}

function More({ draw, change }: MoreProps): React.JSX.Element {
  const { t } = useLingui();
  return (
    <div className="draw-fields">
      <DecimalField
        label={t`Lowest score`}
        value={draw.floor}
        least={0}
        most={0.999}
        optional
        hint={t`Empty: the threshold of the runs.`}
        onChange={(floor) => {
          change({ floor });
        }}
      />
      <DecimalField
        label={t`Seed`}
        value={draw.seed}
        least={0}
        most={2 ** 31 - 1}
        whole
        optional
        hint={t`Empty: it follows from the name.`}
        onChange={(seed) => {
          change({ seed });
        }}
      />
      <DecimalField
        label={t`Most clips of a recording and band`}
        value={draw.perRecording}
        least={1}
        most={10_000}
        whole
        optional
        hint={t`Empty: no limit. A limit needs more clips for the same number.`}
        onChange={(perRecording) => {
          change({ perRecording });
        }}
      />
      <Checkbox
        isSelected={draw.isBelow}
        onChange={(isBelow) => {
          change({ isBelow });
        }}
      >
        <Trans>Half of the clips from below the lowest score, to learn of missed calls</Trans>
      </Checkbox>
    </div>
  );
}
