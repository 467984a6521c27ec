/** Which row is chosen when an answer comes: the one that was gone to, or the address's own. */
import { useEffect, useRef } from "react";
import { ask } from "../../data/call.js";
import { FIELDS, fieldOf, type Order } from "./question.js";
import type { Detection, Rows } from "./rows.js";

export function useLanding(
  rows: Rows,
  order: Order,
  chosen: number | undefined,
  choose: (detectionId: number) => void,
  onFirst: () => void,
): void {
  /** The row that the address named when the page opened, until it was found. */
  const kept = useRef(chosen);
  const { answers, landed, go } = rows;
  useEffect(() => {
    if (answers === 0) return;
    const wanted = kept.current;
    kept.current = undefined;
    const row = rows.rows[landed];
    const there = rows.rows.some(({ detectionId }) => detectionId === wanted);
    if (wanted === undefined || there) {
      if (!there && row !== undefined) choose(row.detectionId);
    } else if (answers === 1) {
      void whereIs(wanted, order).then((at) => {
        if (at === undefined) {
          if (row !== undefined) choose(row.detectionId);
          return;
        }
        kept.current = wanted;
        go({ at });
      });
    } else if (row !== undefined) choose(row.detectionId);
    if (answers === 1) onFirst();
    // Each answer lands once, whatever else changes.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [answers]);
}

/** The value of the order that a detection has; undefined if it is gone. */
async function whereIs(
  detectionId: number,
  order: Order,
): Promise<Record<string, string | number | null> | undefined> {
  const field = fieldOf(order) as keyof Detection;
  const where = { detectionId };
  const outcome = await ask({ select: "detections", where, fields: FIELDS, limit: 1 });
  const row = outcome.ok ? outcome.value.rows[0] : undefined;
  return row && { [field]: row[field] };
}
