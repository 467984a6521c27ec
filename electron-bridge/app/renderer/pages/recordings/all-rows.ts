/** All rows of a short list, page by page: sites and deployments of a project. */
import type { Query, RowOf, Select } from "@linnet/electron-bridge/call/types.js";
import { ask, type Outcome } from "../../data/call.js";

/** Rows of one page; the engine gives no more. */
const AT_ONCE = 1_000;
/** More than any project has sites; beyond it the list says that it is cut. */
const MOST = 20_000;

export interface AllRows<Row> {
  rows: Row[];
  /** Whether there are more than these. */
  isCut: boolean;
}

export async function allRows<S extends Select>(
  question: Query<S>,
  signal: AbortSignal,
): Promise<Outcome<AllRows<RowOf<S>>>> {
  const rows: RowOf<S>[] = [];
  let cursor: string | null = null;
  do {
    const asked: Query<S> = { ...question, limit: AT_ONCE, ...(cursor !== null && { cursor }) };
    const outcome = await ask(asked, { signal });
    if (!outcome.ok) return outcome;
    rows.push(...outcome.value.rows);
    cursor = outcome.value.nextCursor;
  } while (cursor !== null && rows.length < MOST);
  return { ok: true, value: { rows, isCut: cursor !== null } };
}
