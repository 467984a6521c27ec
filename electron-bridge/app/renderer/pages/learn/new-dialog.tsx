/** Makes a classifier: its name, the model that it learns on, its species; first what it learns from. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { PageError } from "../../data/call.js";
import { SeveralSpecies } from "../../species/several.js";
import { Checkbox } from "../../ui/check.js";
import { Empty } from "../../ui/empty.js";
import { Failure } from "../../ui/failure.js";
import { FormDialog } from "../../ui/form-dialog.js";
import { NameField } from "./name-field.js";
import { Loading } from "../../ui/loading.js";
import { Select } from "../../ui/select.js";
import { type Base, useBases } from "./bases.js";
import { type Labels, useLabels } from "./labels.js";
import { useLack } from "./lack.js";
import { Plan } from "./plan.js";
import {
  keepSetup,
  LEAST_RECORDINGS,
  paramsOf,
  type Setup,
  train,
  USUAL,
  usePlan,
} from "./setup.js";

/** What a plan is asked for while the classifier has no name; nothing is made under it. */
const NAMELESS = "own-classifier";

interface NewDialogProps {
  /** Names that are taken. */
  taken: readonly string[];
  onBegun: (name: string) => void;
  onClose: () => void;
}

export function NewDialog(props: NewDialogProps): React.JSX.Element {
  const { t } = useLingui();
  const { bases, error } = useBases();
  const labels = useLabels();
  const lackOf = useLack();
  const lack = bases && labels.value && lackOf(bases, labels.value);
  const trouble = error ?? labels.error;
  if (bases !== undefined && labels.value !== undefined && lack === undefined) {
    return <Form {...props} bases={bases} labels={labels.value} />;
  }
  return (
    <FormDialog
      title={t`New classifier`}
      isOpen
      isEmpty={lack === undefined}
      accept={lack?.action.text ?? t`Teach it`}
      onAccept={() => {
        lack?.action.act();
      }}
      onClose={props.onClose}
    >
      {trouble !== undefined ? (
        <Failure error={trouble} />
      ) : lack === undefined ? (
        <Loading />
      ) : (
        <Empty title={lack.title} reason={lack.reason} />
      )}
    </FormDialog>
  );
}

interface FormProps extends NewDialogProps {
  bases: readonly Base[];
  labels: Labels;
}

function Form({ taken, onBegun, onClose, bases, labels }: FormProps): React.JSX.Element {
  const { t } = useLingui();
  const usable = bases.toSorted((one, other) => other.recordings - one.recordings);
  const [name, setName] = useState("");
  const [model, setModel] = useState(usable[0]?.name ?? "");
  const [set, setSet] = useState(USUAL);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<PageError>();
  const canHold = labels.recordings >= LEAST_RECORDINGS;
  const setup: Setup = { ...set, holdsBack: set.holdsBack && canHold };
  const plan = usePlan(paramsOf(name || NAMELESS, model, setup));
  const isTaken = taken.includes(name);
  const isEmpty = name === "" || isTaken || busy || plan.waiting || plan.error !== undefined;
  const accept = async (): Promise<void> => {
    if (isEmpty) return;
    setBusy(true);
    await keepSetup(name, setup);
    const error = await train(paramsOf(name, model, setup));
    setBusy(false);
    setFailed(error);
    if (error === undefined) onBegun(name);
  };
  return (
    <FormDialog
      title={t`New classifier`}
      isOpen
      isEmpty={isEmpty}
      accept={t`Teach it`}
      onAccept={() => void accept()}
      onClose={onClose}
    >
      <div className="learn-form">
        <NameField value={name} isTaken={isTaken} onChange={setName} />
        <Select
          label={t`Learns on`}
          value={model}
          choices={usable.map((each) => ({
            ...{ value: each.name, text: each.title },
            ...(each.recordings === 0 && { off: t`has analysed nothing here` }),
          }))}
          onChange={setModel}
        />
        <SetupFields setup={setup} canHold={canHold} onChange={setSet} />
        {failed !== undefined && <Failure error={failed} />}
        <Plan plan={plan} labels={labels} setup={setup} />
      </div>
    </FormDialog>
  );
}

interface SetupFieldsProps {
  setup: Setup;
  /** Whether there are recordings enough to spare some. */
  canHold: boolean;
  onChange: (setup: Setup) => void;
}

export function SetupFields({ setup, canHold, onChange }: SetupFieldsProps): React.JSX.Element {
  const { t } = useLingui();
  return (
    <>
      <div className="learn-species">
        <span className="label">
          {setup.species.length === 0 ? (
            <Trans>All labelled species</Trans>
          ) : (
            <Trans>Only these species</Trans>
          )}
        </span>
        <SeveralSpecies
          species={setup.species}
          none={t`Choose species…`}
          onChange={(species) => {
            onChange({ ...setup, species });
          }}
        />
      </div>
      <Checkbox
        isSelected={setup.holdsBack}
        isDisabled={!canHold}
        onChange={(holdsBack) => {
          onChange({ ...setup, holdsBack });
        }}
      >
        <Trans>Leave out a quarter of the labelled recordings, to compare versions on them</Trans>{" "}
        {!canHold && (
          <span className="quiet small">
            <Trans>(needs four recordings with labels)</Trans>
          </span>
        )}
      </Checkbox>
    </>
  );
}
