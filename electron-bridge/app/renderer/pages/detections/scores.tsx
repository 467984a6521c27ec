/** The scores of all that match: where the mass lies, and a range to drag. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useRows } from "../../data/answer.js";
import type { PageError } from "../../data/call.js";
import { score } from "../../i18n/format.js";
import { Histogram, type Step } from "../../plots/histogram.js";
import { TroubleLine } from "../../ui/trouble.js";
import { range } from "./filters.js";
import { type Filters, withFilter } from "./question.js";

const STEP = 0.05;
const STEPS = 20;

interface ScoresProps {
  filters: Filters;
  /** A trouble that is on the page already. */
  told: PageError | undefined;
  onChange: (filters: Filters) => void;
}

export function Scores({ filters, told, onChange }: ScoresProps): React.JSX.Element | null {
  const { t } = useLingui();
  // All scores stay in sight while some are chosen.
  const where = withFilter(filters, "confidence", undefined);
  const { value, error } = useRows({ select: "counts", by: ["score"], where });
  if (error !== undefined) {
    if (error.kind === told?.kind) return null;
    return (
      <div className="small quiet">
        <TroubleLine told={error} />
      </div>
    );
  }
  if (value === undefined) return null;
  const counts = new Map(
    value.rows.map((row) => [Math.round((row.score ?? 0) / STEP), row.detections ?? 0]),
  );
  const steps: Step[] = Array.from({ length: STEPS }, (_, at) => ({
    low: round(at * STEP),
    high: round((at + 1) * STEP),
    count: counts.get(at) ?? 0,
  }));
  const [from, to] = range(filters.confidence);
  return (
    <div className="scores">
      <span className="small quiet">
        <Trans>Score</Trans>
      </span>
      <Histogram
        label={t`Scores`}
        steps={steps}
        from={from === undefined ? undefined : Number(from)}
        to={to === undefined ? undefined : Number(to)}
        text={score}
        onChange={(low, high) => {
          onChange(withFilter(filters, "confidence", { between: [low, high] }));
        }}
      />
    </div>
  );
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
