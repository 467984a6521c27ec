/** The members of a sample: all of them are loaded, since a sample is what a person can judge. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { RowOf } from "@linnet/electron-bridge/call/types.js";
import { ask, cancelled, type Outcome, type PageError } from "../../data/call.js";
import { onTouched } from "../../data/revision.js";

const FIELDS = [
  "itemId",
  "species",
  "common",
  "rank",
  "batch",
  "start",
  "end",
  "confidence",
  "recordingId",
  "recordedAt",
  "site",
  "missingSince",
  "state",
  "verified",
  "verdictBy",
  "correctedTo",
  "skippedBecause",
  "skipReason",
] as const;

export interface Item extends RowOf<"sampleItems", typeof FIELDS> {
  sampleRate: number | null;
  recordingSeconds: number | null;
}

export interface Items {
  /** In the order as drawn; undefined until they are there. */
  items: readonly Item[] | undefined;
  error: PageError | undefined;
  patch: (ids: ReadonlySet<number>, change: (item: Item) => Partial<Item>) => void;
  /** While something is being stored, what is read may be of before it. */
  storing: <Value>(work: Promise<Value>) => Promise<Value>;
  /** Resolves when nothing is being stored. */
  stored: () => Promise<void>;
  again: () => void;
}

const PAGE = 1_000;
/** Recordings that are asked for at a time. */
const RECORDINGS = 500;
/** Others may have judged too: after so long without a verdict of this page, members are read again. */
const REST_MS = 1_500;

export function useItems(sampleId: number): Items {
  const [items, setItems] = useState<readonly Item[]>();
  const [error, setError] = useState<PageError>();
  const [asked, setAsked] = useState(0);
  const work = useRef({ stored: Promise.resolve(), under: 0, changes: 0 });
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => void read(), REST_MS);
    };
    const read = async (): Promise<void> => {
      const { under, changes } = work.current;
      if (under > 0) {
        later();
        return;
      }
      const outcome = await members(sampleId, stop.signal);
      if (stop.signal.aborted || cancelled(outcome)) return;
      if (work.current.changes !== changes) later();
      else if (outcome.ok) {
        setItems((before) => merged(before, outcome.value));
        setError(undefined);
      } else setError(outcome.error);
    };
    void read();
    const unfollow = onTouched(["sampleItems", "samples"], later);
    return () => {
      stop.abort();
      clearTimeout(timer);
      unfollow();
    };
  }, [sampleId, asked]);
  const patch = useCallback<Items["patch"]>((ids, change) => {
    work.current.changes++;
    setItems((before) =>
      before?.map((item) => (ids.has(item.itemId) ? { ...item, ...change(item) } : item)),
    );
  }, []);
  const storing = useCallback(async <Value>(done: Promise<Value>): Promise<Value> => {
    const now = work.current;
    now.under++;
    now.stored = Promise.all([now.stored, done]).then(() => undefined);
    try {
      return await done;
    } finally {
      now.under--;
      now.changes++;
    }
  }, []);
  const stored = useCallback(() => work.current.stored, []);
  const again = useCallback(() => {
    setAsked((times) => times + 1);
  }, []);
  return { items, error, patch, storing, stored, again };
}

/** Rows that did not change stay the same, so that their tiles are not drawn again. */
function merged(before: readonly Item[] | undefined, now: readonly Item[]): readonly Item[] {
  if (before === undefined) return now;
  const known = new Map(before.map((item) => [item.itemId, item]));
  const rows = now.map((item) => {
    const earlier = known.get(item.itemId);
    if (earlier === undefined) return item;
    return JSON.stringify(item) === JSON.stringify(earlier) ? earlier : item;
  });
  const isSame = rows.length === before.length && rows.every((item, at) => item === before[at]);
  return isSame ? before : rows;
}

async function members(sampleId: number, signal: AbortSignal): Promise<Outcome<Item[]>> {
  const rows: RowOf<"sampleItems", typeof FIELDS>[] = [];
  const question = { where: { sampleId }, orderBy: ["rank"], limit: PAGE, fields: FIELDS };
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const from = cursor === undefined ? {} : { cursor };
    const outcome = await ask({ select: "sampleItems", ...question, ...from }, { signal });
    if (!outcome.ok) return outcome;
    rows.push(...outcome.value.rows);
    cursor = outcome.value.nextCursor;
  }
  const facts = await recordings(
    [...new Set(rows.flatMap(({ recordingId }) => recordingId ?? []))],
    signal,
  );
  if (!facts.ok) return facts;
  const nothing = { sampleRate: null, recordingSeconds: null };
  const value = rows.map((row) => {
    return { ...row, ...(facts.value.get(row.recordingId ?? 0) ?? nothing) };
  });
  return { ok: true, value };
}

type Facts = Pick<Item, "sampleRate" | "recordingSeconds">;

/** What pictures and sound need of recordings, by their ids. */
async function recordings(
  ids: readonly number[],
  signal: AbortSignal,
): Promise<Outcome<Map<number, Facts>>> {
  const found = new Map<number, Facts>();
  for (let at = 0; at < ids.length; at += RECORDINGS) {
    const outcome = await ask(
      {
        select: "recordings",
        where: { recordingId: { in: ids.slice(at, at + RECORDINGS) } },
        limit: RECORDINGS,
        fields: ["recordingId", "sampleRate", "duration"],
      },
      { signal },
    );
    if (!outcome.ok) return outcome;
    for (const { recordingId, sampleRate, duration } of outcome.value.rows) {
      found.set(recordingId, { sampleRate, recordingSeconds: duration });
    }
  }
  return { ok: true, value: found };
}
