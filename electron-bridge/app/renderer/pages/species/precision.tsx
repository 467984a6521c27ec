/** How often the model is right about a species, with the number judged and how sure that is. */
import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { count, score } from "../../i18n/format.js";
import type { ScoreStep } from "../../plots/score-figure.js";
import { LEAST_JUDGED, moreFor, wilson } from "../../species/wilson.js";
import { detectionsAddress } from "./addresses.js";

interface PrecisionProps {
  species: string;
  steps: readonly ScoreStep[];
}

export function Precision({ species, steps }: PrecisionProps): React.JSX.Element {
  const { t } = useLingui();
  const right = steps.reduce((sum, each) => sum + each.right, 0);
  const judged = steps.reduce((sum, each) => sum + each.right + each.wrong, 0);
  const unsure = steps.reduce((sum, each) => sum + each.unsure, 0);
  const [n, more] = [count(judged), count(moreFor(right, judged))];
  const href = detectionsAddress(species, { verified: ["YES", "NO"] });
  if (judged === 0) {
    return (
      <span>
        <Trans>never verified; {more} verdicts give the precision to ±0.1</Trans>
      </span>
    );
  }
  const few = judged < LEAST_JUDGED;
  const { low, high } = wilson(right, judged);
  const [share, least, most] = [score(right / judged), score(low), score(high)];
  const left = unsure === 0 ? "" : plural(unsure, { one: ", # unsure", other: ", # unsure" });
  return (
    <a
      href={href}
      title={t`Right among those that people checked, without unsure ones; 95 % interval of Wilson`}
    >
      {few ? (
        <Trans>
          precision: too few ({n}
          {left}); {more} more give ±0.1
        </Trans>
      ) : (
        <Trans>
          precision {share} (n {n}
          {left}, {least} to {most})
        </Trans>
      )}
    </a>
  );
}
