/** The days with recordings as a bar, on the project's whole time; a gap is seen as a gap. */
import { memo, useMemo } from "react";
import { type Calendar, cellsOf, type Run, runsOf } from "./spans.js";

interface DayBarProps {
  calendar: Calendar | undefined;
  deploymentIds: readonly (number | null)[];
  whole: Run | undefined;
}

/** A drawing of this width; it stretches to the width that it has. */
const WIDTH = 1000;
/** A single day of a long time is seen too. */
const LEAST = 4;

function bar(left: string, width: string): string {
  return ["M", left, " 0h", width, "v10h-", width, "z"].join("");
}

export const DayBar = memo(function DayBar({ calendar, deploymentIds, whole }: DayBarProps) {
  const path = useMemo(() => {
    if (calendar === undefined || whole === undefined) return "";
    const days = Math.max(1, whole.to - whole.from);
    return runsOf(cellsOf(calendar, deploymentIds))
      .map(({ from, to }) => {
        const width = Math.max(LEAST, ((to - from) / days) * WIDTH);
        const left = Math.min(WIDTH - width, ((from - whole.from) / days) * WIDTH);
        return bar(left.toFixed(1), width.toFixed(1));
      })
      .join("");
  }, [calendar, deploymentIds, whole]);
  return (
    <svg
      className="day-bar"
      viewBox={`0 0 ${String(WIDTH)} 10`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <path d={path} />
    </svg>
  );
});
