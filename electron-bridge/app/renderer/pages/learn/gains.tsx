/** What the last two rounds of judging and training gained: whether another one is worth it. */
import { Trans } from "@lingui/react/macro";
import { gain } from "../../i18n/format.js";
import { Said } from "../../ui/said.js";
import { type Classifier, exactly } from "./classifiers.js";
import { useComparison } from "./difference.js";

/** A round that gains less changes nothing that anybody hears. */
const LITTLE = 0.01;

export function Gains({ classifier }: { classifier: Classifier }): React.JSX.Element | null {
  const { name, versions } = classifier;
  const [last, before, first] = versions
    .map(({ number }) => number)
    .sort((one, other) => other - one)
    .map((number) => exactly(name, number));
  const late = useComparison(before, last);
  const early = useComparison(first, before);
  const one = late.value?.difference.averagePrecision;
  const other = early.value?.difference.averagePrecision;
  if (one === undefined || late.error !== undefined) return null;
  const [newer, older] = [gain(one), gain(other ?? 0)];
  const isEnough = one < LITTLE && (other ?? Infinity) < LITTLE;
  return (
    <Said className="learn-gains">
      {other === undefined || early.error !== undefined ? (
        <Trans>Gain of the last round: {newer} (AP).</Trans>
      ) : (
        <Trans>
          Gain of the last two rounds: {older}, then {newer} (AP).
        </Trans>
      )}{" "}
      {isEnough ? (
        <Trans>Two rounds brought little: this may be the time to stop.</Trans>
      ) : (
        <Trans>Another round may still help.</Trans>
      )}
    </Said>
  );
}
