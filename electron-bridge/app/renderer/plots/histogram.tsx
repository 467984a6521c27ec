/** How many things lie in each step of a range; dragging over steps chooses them. */
import { useLingui } from "@lingui/react/macro";
import { useRef, useState } from "react";
import "./histogram.css";

export interface Step {
  /** Lower end; the upper end is the next step's. */
  low: number;
  high: number;
  count: number;
}

interface HistogramProps {
  label: string;
  steps: readonly Step[];
  /** The part that is chosen now. */
  from: number | undefined;
  to: number | undefined;
  onChange: (from: number, to: number) => void;
  text: (value: number) => string;
}

export function Histogram(props: HistogramProps): React.JSX.Element {
  const { label, steps, from, to, onChange, text } = props;
  const { t } = useLingui();
  const [dragged, setDragged] = useState<[number, number]>();
  const began = useRef(0);
  const most = Math.max(1, ...steps.map(({ count }) => count));
  const inside = (at: number): boolean => {
    if (dragged !== undefined) return at >= Math.min(...dragged) && at <= Math.max(...dragged);
    const step = steps[at];
    return step !== undefined && step.low >= (from ?? -Infinity) && step.high <= (to ?? Infinity);
  };
  const release = (): void => {
    if (dragged === undefined) return;
    const [low, high] = [steps[Math.min(...dragged)], steps[Math.max(...dragged)]];
    setDragged(undefined);
    if (low !== undefined && high !== undefined) onChange(low.low, high.high);
  };
  const number = steps.length;
  const total = steps.reduce((sum, { count }) => sum + count, 0);
  return (
    <div
      className="histogram"
      // The chip "Score" beside it is the keyboard's way, and tells the same.
      role="img"
      aria-label={t`${label}: ${total} in ${number} steps`}
      onPointerUp={release}
      onPointerLeave={release}
    >
      {steps.map(({ low, high, count }, at) => (
        <span
          key={low}
          className={inside(at) ? "step inside" : "step"}
          title={`${text(low)}–${text(high)}: ${String(count)}`}
          onPointerDown={() => {
            began.current = at;
            setDragged([at, at]);
          }}
          onPointerEnter={(event) => {
            if (event.buttons === 1 && dragged !== undefined) setDragged([began.current, at]);
          }}
        >
          <span style={{ height: `${String(Math.sqrt(count / most) * 100)}%` }} />
        </span>
      ))}
    </div>
  );
}
