/** Two versions on the same recordings, from which neither learnt: what the newer one gained. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type {
  CompareHeadsResult,
  HeadSpeciesScores,
} from "@linnet/electron-bridge/generated/contract.js";
import { type Answer, useAnswer } from "../../data/answer.js";
import { call, type PageError } from "../../data/call.js";
import { count, gain, score } from "../../i18n/format.js";
import { Failure } from "../../ui/failure.js";
import { Loading } from "../../ui/loading.js";
import { Details } from "../../ui/own-words.js";
import { english } from "../../ui/plain.js";
import { Said } from "../../ui/said.js";
import { CountCell, NoteCell, SpeciesCell } from "./cells.js";
import { figure } from "./words.js";

export function useComparison(
  a: string | undefined,
  b: string | undefined,
): Answer<CompareHeadsResult> {
  const isAsked = a !== undefined && b !== undefined && a !== b;
  return useAnswer(
    isAsked ? `compare ${a} ${b}` : undefined,
    (signal) => call("heads/compare", { a: a ?? "", b: b ?? "" }, { signal }),
    ["annotations", "modelFiles"],
  );
}

export function Difference({ a, b }: { a: string; b: string }): React.JSX.Element {
  const { value, error, waiting } = useComparison(a, b);
  if (error !== undefined) return <NotCompared error={error} />;
  if (value === undefined) return <Loading />;
  return <Table value={value} isBusy={waiting} />;
}

/** Too few recordings are the usual reason, and no mistake of anybody. */
function NotCompared({ error }: { error: PageError }): React.JSX.Element {
  const { message, hint } = error;
  if (error.kind !== "InvalidParams") return <Failure error={error} />;
  return (
    <div className="learn-not-compared">
      <Said>
        {english(message) ?? (
          <Trans>
            The two cannot be compared yet. Mostly too few labelled recordings are left from which
            neither learnt: two with a species and two without it are needed.
          </Trans>
        )}{" "}
        <Trans>Judge clips in more recordings, and train with a quarter of them left out.</Trans>
      </Said>
      <Details texts={[message, ...(hint === undefined ? [] : [hint])]} />
    </div>
  );
}

function Table({
  value,
  isBusy,
}: {
  value: CompareHeadsResult;
  isBusy: boolean;
}): React.JSX.Element {
  const { t } = useLingui();
  const { a, b, species, difference, meanA, meanB, onlyA, onlyB } = value;
  const names = [nameOf(value, "a"), nameOf(value, "b")];
  const [before, after] = names;
  const [recordings, windows] = [count(value.recordings), count(value.windows)];
  const [meanBefore, meanAfter] = [meanA.averagePrecision, meanB.averagePrecision].map(score);
  const changed = gain(difference.averagePrecision);
  return (
    <div aria-busy={isBusy} className="learn-plan">
      <Said isBusy={isBusy} className="learn-difference">
        <Trans>
          On the same {recordings} recordings, AP is {meanBefore} with {before} and {meanAfter} with{" "}
          {after}: {changed}.
        </Trans>
      </Said>
      <div className="table-area">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t`Species`}</th>
              <th scope="col" className="number">{t`Windows with it`}</th>
              <th scope="col" className="number">{t`Without it`}</th>
              <th scope="col" className="number">{t`AP, ${before}`}</th>
              <th scope="col" className="number">{t`AP, ${after}`}</th>
              <th scope="col" className="number">{t`Difference`}</th>
              <th scope="col">{t`Note`}</th>
            </tr>
          </thead>
          <tbody>
            {species.map((each) => (
              <Row key={each.species} of={each} />
            ))}
            <tr>
              <th scope="row" colSpan={3}>{t`Mean of the compared species`}</th>
              <td className="number">{score(meanA.averagePrecision)}</td>
              <td className="number">{score(meanB.averagePrecision)}</td>
              <td className="number">
                <b>{gain(difference.averagePrecision)}</b>
              </td>
              <td />
            </tr>
          </tbody>
        </table>
      </div>
      <p className="quiet small">
        <Trans>Neither learnt from these recordings: {windows} labelled windows in them.</Trans>{" "}
        <Plural
          value={value.learntFrom}
          one="# labelled recording was left out, since one of the two learnt from it."
          other="# labelled recordings were left out, since one of the two learnt from them."
        />{" "}
        {(!a.recordingsKnown || !b.recordingsKnown) && (
          <Trans>One of the two was made elsewhere: nobody here knows what it learnt from.</Trans>
        )}
      </p>
      <Alone name={before ?? ""} species={onlyA} />
      <Alone name={after ?? ""} species={onlyB} />
    </div>
  );
}

/** Versions of one classifier by their numbers; of two, with their names. */
function nameOf({ a, b }: CompareHeadsResult, side: "a" | "b"): string {
  const { name, number } = side === "a" ? a : b;
  return a.name === b.name ? `v${String(number)}` : `${name} v${String(number)}`;
}

function Row({ of }: { of: HeadSpeciesScores }): React.JSX.Element {
  return (
    <tr>
      <SpeciesCell species={of.species} common={of.common} />
      <CountCell value={of.positives} />
      <CountCell value={of.negatives} />
      <td className="number">{figure(of.a?.averagePrecision)}</td>
      <td className="number">{figure(of.b?.averagePrecision)}</td>
      <td className="number">
        {of.difference === null ? "–" : gain(of.difference.averagePrecision)}
      </td>
      <NoteCell note={of.note} />
    </tr>
  );
}

function Alone(props: { name: string; species: readonly string[] }): React.JSX.Element | null {
  const { name } = props;
  if (props.species.length === 0) return null;
  const species = props.species.join(", ");
  return (
    <p className="quiet small">
      <Trans>
        Only {name} knows: <i>{species}</i>
      </Trans>
    </p>
  );
}
