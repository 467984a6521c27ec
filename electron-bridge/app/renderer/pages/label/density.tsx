/** Where in a recording models heard something: a row of cells, the darker the more. */
import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { useAnswer } from "../../data/answer.js";
import { ask, type Outcome } from "../../data/call.js";
import { count as countText } from "../../i18n/format.js";

const CELLS = 240;
const PAGE = 1000;
/** So many detections are counted at most; a strip of more would be dark all over. */
const MOST_PAGES = 20;

export function Density({ recordingId, seconds }: { recordingId: number; seconds: number }) {
  const { t } = useLingui();
  const { value } = useAnswer(
    `density ${String(recordingId)}`,
    (signal) => starts(recordingId, signal),
    ["detections"],
  );
  const cells = useMemo(() => {
    const counts = new Array<number>(CELLS).fill(0);
    for (const start of value?.starts ?? []) {
      const cell = Math.min(CELLS - 1, Math.floor((start / seconds) * CELLS));
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
    const most = Math.max(1, ...counts);
    return counts.map((count) => (count === 0 ? 0 : 0.25 + (0.75 * count) / most));
  }, [value, seconds]);
  const most = countText(PAGE * MOST_PAGES);
  return (
    <>
      {value?.isCut === true && (
        <span className="label-cut small">{t`marks: the first ${most} detections`}</span>
      )}
      <svg
        className="label-density"
        viewBox={`0 0 ${String(CELLS)} 1`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {cells.map(
          (share, cell) =>
            share > 0 && <rect key={cell} x={cell} y={0} width={1} height={1} opacity={share} />,
        )}
      </svg>
    </>
  );
}

interface Starts {
  starts: number[];
  /** More were heard than are counted. */
  isCut: boolean;
}

async function starts(recordingId: number, signal: AbortSignal): Promise<Outcome<Starts>> {
  const found: number[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const outcome: Outcome<{ rows: { start: number }[]; nextCursor: string | null }> = await ask(
      {
        select: "detections",
        where: { recordingId },
        fields: ["start"],
        limit: PAGE,
        ...(cursor !== null && { cursor }),
      },
      { signal },
    );
    if (!outcome.ok) return outcome;
    found.push(...outcome.value.rows.map(({ start }) => start));
    cursor = outcome.value.nextCursor;
    if (cursor === null) break;
  }
  return { ok: true, value: { starts: found, isCut: cursor !== null } };
}
