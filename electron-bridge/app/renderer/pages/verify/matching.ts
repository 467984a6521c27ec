/** All detections that a filter finds, the best first, as clips: a sample that nobody drew or keeps. */
import type { RowOf } from "@linnet/electron-bridge/call/types.js";
import type { Note } from "@linnet/electron-bridge/generated/contract.js";
import { useCallback, useRef, useState } from "react";
import { ask, type Outcome } from "../../data/call.js";
import { type Begun, type Source, useLoaded } from "../../data/loaded.js";
import { type RowPage, startedAt } from "../../data/window.js";
import type { Where } from "../../filters/given.js";
import type { Item, Items } from "./items.js";

const FIELDS = [
  ...(["detectionId", "species", "common", "confidence", "recordingId", "channel"] as const),
  ...(["start", "end", "recordedAt", "site", "missingSince", "sampleRate"] as const),
  ...(["recordingSeconds", "verified", "verdictBy", "correctedTo"] as const),
] as const;

type Row = RowOf<"detections", typeof FIELDS>;

const PAGE = 200;
const ORDER = ["-confidence"];

/** Pages by their numbers. */
type Pages = Source<Item, Where, number>;

export interface Matching extends Items {
  /** What of the filter could not be asked, such as a species that nobody knows. */
  notes: readonly Note[];
}

/** `where`: the filter; another one is another list, of another component. */
export function useMatching(where: Where): Matching {
  const work = useRef(Promise.resolve());
  const stored = useCallback(() => work.current, []);
  const [source] = useState(() => pagesOf(stored));
  const loaded = useLoaded<Item, Where, number>(where, source);
  const { rows, change, more, earlier, go } = loaded;
  const load = useCallback<Items["load"]>(
    (what) => {
      if (what === "next") more();
      else if (what === "previous") earlier();
      else go(0);
    },
    [more, earlier, go],
  );
  const patch = useCallback<Items["patch"]>(
    (ids, of) => {
      change((item) => (ids.has(item.itemId) ? { ...item, ...of(item) } : item));
    },
    [change],
  );
  const storing = useCallback(async <Value>(done: Promise<Value>): Promise<Value> => {
    work.current = Promise.all([work.current, done]).then(() => undefined);
    return done;
  }, []);
  return {
    ...{ load, patch, storing, stored },
    items: loaded.answers > 0 ? rows : undefined,
    notes: loaded.notes,
    first: loaded.first ?? 0,
    total: loaded.total,
    isExact: loaded.totalExact,
    hasMore: loaded.hasNext,
    error: loaded.error,
    again: () => {
      go(0);
    },
  };
}

/**
 * The pages of one list. What lies far away is let go, but for its ids: so a clip that no longer
 * passes, since somebody judged it, keeps its place.
 */
function pagesOf(stored: () => Promise<void>): Pages {
  const known: { ids: number[]; next: string | null }[] = [];
  let newest: number | undefined;
  let count: Omit<Begun<Item>, "window" | "landed"> = { total: 0, totalExact: true, notes: [] };

  const first = async (where: Where, signal: AbortSignal): Promise<Outcome<Row[]>> => {
    const outcome = await newestOf(signal);
    if (!outcome.ok) return outcome;
    newest = outcome.value;
    return another(where, 0, signal);
  };
  const another = async (
    where: Where,
    at: number,
    signal: AbortSignal,
  ): Promise<Outcome<Row[]>> => {
    const cursor = known[at - 1]?.next;
    const asked = {
      ...({ select: "detections", orderBy: ORDER, limit: PAGE } as const),
      ...{ fields: FIELDS, where: pinned(where, newest), ...(cursor != null && { cursor }) },
    };
    const outcome = await ask(asked, { signal });
    if (!outcome.ok) return outcome;
    const { rows, nextCursor, total, totalExact, notes } = outcome.value;
    if (at === 0) count = { total, totalExact, notes };
    known[at] = { ids: rows.map(({ detectionId }) => detectionId), next: nextCursor };
    return { ok: true, value: rows };
  };
  const again = async (ids: readonly number[], signal: AbortSignal): Promise<Outcome<Row[]>> => {
    await stored();
    const where = { detectionId: { in: [...ids] } };
    const asked = { select: "detections", where, fields: FIELDS, limit: PAGE } as const;
    const outcome = await ask(asked, { signal });
    if (!outcome.ok) return outcome;
    const found = new Map(outcome.value.rows.map((row) => [row.detectionId, row]));
    return { ok: true, value: ids.flatMap((id) => found.get(id) ?? []) };
  };
  const load = async (
    where: Where,
    at: number,
    signal: AbortSignal,
  ): Promise<Outcome<RowPage<Item>>> => {
    const ids = known[at]?.ids;
    const outcome = await (ids !== undefined
      ? again(ids, signal)
      : at === 0
        ? first(where, signal)
        : another(where, at, signal));
    if (!outcome.ok) return outcome;
    const rows = outcome.value.map(asItem);
    const nextCursor = known[at]?.next == null ? null : String(at + 1);
    return { ok: true, value: { rows, nextCursor, prevCursor: at === 0 ? null : String(at - 1) } };
  };
  return {
    start: 0,
    begin: async (where, at, signal) => {
      const page = await load(where, at, signal);
      if (!page.ok) return page;
      return {
        ok: true,
        value: { ...count, window: startedAt([page.value], at * PAGE), landed: 0 },
      };
    },
    page: (where, _at, cursor, signal) => load(where, Number(cursor), signal),
  };
}

async function newestOf(signal: AbortSignal): Promise<Outcome<number>> {
  const outcome = await ask(
    { select: "detections", orderBy: ["-detectionId"], limit: 1, fields: ["detectionId"] },
    { signal },
  );
  return outcome.ok ? { ok: true, value: outcome.value.rows[0]?.detectionId ?? 0 } : outcome;
}

/** What a run adds meanwhile comes only when the list is opened again. */
function pinned(where: Where, newest: number | undefined): Where {
  if (newest === undefined || where.detectionId !== undefined) return where;
  return { ...where, detectionId: { le: newest } };
}

function asItem(row: Row): Item {
  const { detectionId, verified } = row;
  return {
    ...row,
    itemId: detectionId,
    similarity: null,
    state: verified === "UNVERIFIED" ? "waiting" : "judged",
    ...{ skippedBecause: null, skipReason: null },
  };
}
