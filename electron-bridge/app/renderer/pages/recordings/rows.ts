/** Rows of the table: the question, and how its first and last pages come. */
import type { Query, RowOf } from "@linnet/electron-bridge/call/types.js";
import { ask } from "../../data/call.js";
import { type Loaded, type Source, useLoaded } from "../../data/loaded.js";
import { type RowPage, startedAt } from "../../data/window.js";
import type { Where } from "./filters.js";
import { FIELDS, type Order, turned } from "./question.js";

export type Recording = RowOf<"recordings", typeof FIELDS>;

const PAGE = 200;

type Question = [Where, Order];
export type End = "first" | "last";
export type Rows = Loaded<Recording, Question, End>;

type Asked = Query<"recordings", typeof FIELDS>;

/** The last rows are the first ones of the order turned round. */
function asked([where, order]: Question, end: End, cursor?: string): Asked {
  const orderBy = [end === "first" ? order : turned(order)];
  return {
    ...{ select: "recordings", where, orderBy, fields: FIELDS, limit: PAGE },
    ...(cursor !== undefined && { cursor }),
  };
}

function inOrder(page: RowPage<Recording>, end: End): RowPage<Recording> {
  if (end === "first") return page;
  const { rows, nextCursor, prevCursor } = page;
  return { rows: rows.toReversed(), nextCursor: prevCursor, prevCursor: nextCursor };
}

const SOURCE: Source<Recording, Question, End> = {
  start: "first",
  begin: async (question, end, signal) => {
    const outcome = await ask(asked(question, end), { signal });
    if (!outcome.ok) return outcome;
    const { rows, total, totalExact, notes } = outcome.value;
    const count = { total, totalExact, notes };
    const page = inOrder(outcome.value, end);
    if (end === "first") {
      return { ok: true, value: { ...count, window: startedAt([page], 0), landed: 0 } };
    }
    const first = totalExact ? total - rows.length : undefined;
    const window = startedAt([{ ...page, nextCursor: null }], first);
    return { ok: true, value: { ...count, window, landed: rows.length - 1 } };
  },
  page: async (question, end, cursor, signal) => {
    const outcome = await ask(asked(question, end, cursor), { signal });
    return outcome.ok ? { ok: true, value: inOrder(outcome.value, end) } : outcome;
  },
};

export function useRows(where: Where, order: Order): Rows {
  return useLoaded([where, order], SOURCE);
}
