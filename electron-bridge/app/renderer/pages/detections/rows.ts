/** The rows of the table: the question, where it begins, and rows that change where they are. */
import { useCallback } from "react";
import type { Query, RowOf } from "@linnet/electron-bridge/call/types.js";
import { ask, cancelled } from "../../data/call.js";
import { type Loaded, type Source, useLoaded } from "../../data/loaded.js";
import { startedAt } from "../../data/window.js";
import { FIELDS, type Order, type Where } from "./question.js";

export type Detection = RowOf<"detections", typeof FIELDS>;

const PAGE = 200;

/**
 * Where a table begins: at its first row, at a value of its order, or at a row whose cursor a mark
 * has. `last`: this row is the last one, and those before it are wanted.
 */
export type Place =
  | "start"
  | { at: Record<string, string | number | null> }
  | { cursor: string; row: number; skip?: number; last?: boolean };

type Question = [Where, Order];

export interface Rows extends Loaded<Detection, Question, Place> {
  /** Change rows at once, before the engine has stored it. */
  patch: (ids: ReadonlySet<number>, change: (row: Detection) => Detection) => void;
  /** Show the loaded rows as the engine has them now; none comes or goes. */
  reread: () => Promise<void>;
}

/** Rows before the one that a jump leads to, so that its neighbours are seen. */
const BEFORE = 20;

type Asked = Query<"detections", typeof FIELDS>;

function questionAt([where, order]: Question, place: Place | { cursor: string }): Asked {
  const base = {
    select: "detections" as const,
    where,
    orderBy: [order],
    fields: FIELDS,
    limit: PAGE,
  };
  if (place === "start") return base;
  return "cursor" in place
    ? { ...base, cursor: place.cursor }
    : { ...base, at: place.at, before: BEFORE };
}

const SOURCE: Source<Detection, Question, Place> = {
  start: "start",
  begin: async (question, place, signal) => {
    const outcome = await ask(questionAt(question, place), { signal });
    if (!outcome.ok) return outcome;
    const page = outcome.value;
    const { total, totalExact, rows, notes } = page;
    const count = { total, totalExact, notes };
    const marked = typeof place === "object" && "cursor" in place ? place : undefined;
    if (marked?.last === true && page.prevCursor !== null) {
      const before = await ask(questionAt(question, { cursor: page.prevCursor }), { signal });
      if (!before.ok) return before;
      const number = before.value.rows.length;
      const window = startedAt([before.value, page], marked.row - number);
      return { ok: true, value: { ...count, window, landed: number + rows.length - 1 } };
    }
    const first = page.prevCursor === null ? 0 : marked?.row;
    const landed = Math.min(marked?.skip ?? page.before, Math.max(0, rows.length - 1));
    return { ok: true, value: { ...count, window: startedAt([page], first), landed } };
  },
  page: (question, _place, cursor, signal) => ask(questionAt(question, { cursor }), { signal }),
};

/** Rows of one question; the engine gives no more. */
const AT_ONCE = 1_000;

export function useDetections(where: Where | undefined, order: Order): Rows {
  const loaded = useLoaded<Detection, Question, Place>(where && [where, order], SOURCE);
  const { change, fail, present } = loaded;
  const patch = useCallback<Rows["patch"]>(
    (ids, of) => {
      change((row) => (ids.has(row.detectionId) ? of(row) : row));
    },
    [change],
  );
  const reread = useCallback<Rows["reread"]>(async () => {
    const { rows, signal } = present();
    const ids = rows.map(({ detectionId }) => detectionId);
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const some = { detectionId: { in: ids.slice(from, from + AT_ONCE) } };
      const asked = { select: "detections", where: some, fields: FIELDS, limit: AT_ONCE } as const;
      const outcome = await ask(asked, { signal });
      // Another answer has come meanwhile, and its rows are as they are now.
      if (signal.aborted || cancelled(outcome)) return;
      if (!outcome.ok) {
        fail(outcome.error);
        continue;
      }
      const known = new Map(outcome.value.rows.map((row) => [row.detectionId, row]));
      change((row) => known.get(row.detectionId) ?? row);
    }
  }, [change, fail, present]);
  return { ...loaded, patch, reread };
}
