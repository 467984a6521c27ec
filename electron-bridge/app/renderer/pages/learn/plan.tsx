/** What a training would learn from, species by species, and what each lacks. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { ClassReport, TrainHeadResult } from "@linnet/electron-bridge/generated/contract.js";
import type { Answer } from "../../data/answer.js";
import { count } from "../../i18n/format.js";
import { Notes } from "../../notes/notes.js";
import { Failure } from "../../ui/failure.js";
import { Loading } from "../../ui/loading.js";
import { Said } from "../../ui/said.js";
import { CountCell, NoteCell, SpeciesCell } from "./cells.js";
import type { LabelledSpecies, Labels } from "./labels.js";
import { LEAST, type Setup } from "./setup.js";

interface PlanProps {
  plan: Answer<TrainHeadResult>;
  labels: Labels;
  setup: Setup;
}

export function Plan({ plan, labels, setup }: PlanProps): React.JSX.Element {
  const { t } = useLingui();
  const { value, error, waiting } = plan;
  const learnt = error === undefined ? (value?.classes ?? []) : [];
  const others = wanted(labels, setup).filter(
    ({ species }) => !learnt.some((each) => each.species === species),
  );
  return (
    <div className="learn-plan" aria-busy={waiting}>
      {error !== undefined && <Failure error={error} />}
      {value === undefined && error === undefined && <Loading />}
      {value !== undefined && error === undefined && <Sum value={value} isBusy={waiting} />}
      {(learnt.length > 0 || others.length > 0) && (
        <div className="table-area">
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t`Species`}</th>
                <th scope="col" className="number">{t`Windows with it`}</th>
                <th scope="col" className="number">{t`Without it`}</th>
                <th scope="col" className="number">{t`Recordings`}</th>
                <th scope="col">{t`Lacks`}</th>
              </tr>
            </thead>
            <tbody>
              {learnt.map((each) => (
                <Learnt key={each.species} of={each} />
              ))}
              {(value !== undefined || error !== undefined) &&
                others.map((each) => <Left key={each.species} of={each} isSure={!waiting} />)}
            </tbody>
          </table>
        </div>
      )}
      {value !== undefined && error === undefined && (
        <Notes notes={value.notes.filter(({ kind }) => kind !== "speciesSkipped")} />
      )}
    </div>
  );
}

/** The species that are asked for, with as many labels as they have. */
function wanted(labels: Labels, { species }: Setup): LabelledSpecies[] {
  if (species.length === 0) return [...labels.species];
  return species.map(
    (name) =>
      labels.species.find((each) => each.species === name) ?? {
        ...{ species: name, common: null, right: 0, wrong: 0, recordings: 0 },
      },
  );
}

function Sum({ value, isBusy }: { value: TrainHeadResult; isBusy: boolean }): React.JSX.Element {
  const { heldBack, folds } = value;
  const [labels, windows] = [count(value.labels), count(value.windows)];
  return (
    <Said isBusy={isBusy}>
      <Trans>
        It will learn from {labels} labels. With unlabelled windows drawn by chance, that makes{" "}
        {windows} windows.
      </Trans>{" "}
      {heldBack > 0 && (
        <Plural
          value={heldBack}
          one="# labelled recording stays out of it, for comparing versions."
          other="# labelled recordings stay out of it, for comparing versions."
        />
      )}{" "}
      {folds === 1 && (
        <Trans>The labels lie in too few recordings to test it: its figures will be missing.</Trans>
      )}
    </Said>
  );
}

function Learnt({ of }: { of: ClassReport }): React.JSX.Element {
  return (
    <tr>
      <SpeciesCell species={of.species} common={of.common} />
      <CountCell value={of.positives} />
      <CountCell value={of.negatives} />
      <CountCell value={of.recordings} />
      <NoteCell note={of.note} />
    </tr>
  );
}

/** A species that the training leaves out. */
function Left({ of, isSure }: { of: LabelledSpecies; isSure: boolean }): React.JSX.Element {
  const { right } = of;
  const needed = LEAST - right;
  return (
    <tr className="left-out">
      <SpeciesCell species={of.species} common={of.common} />
      <td className="number quiet" colSpan={3}>
        <Trans>left out</Trans>
      </td>
      <td className="small">
        {needed > 0 ? (
          <Plural value={needed} one="needs # label more" other="needs # labels more" />
        ) : (
          isSure && <Trans>its labels lie on no sound that the model has kept</Trans>
        )}
      </td>
    </tr>
  );
}
