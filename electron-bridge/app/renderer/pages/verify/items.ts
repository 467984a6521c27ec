/** Clips that are judged. All of them are loaded, since they are what a person can judge. */
import { useCallback, useEffect, useRef, useState } from "react";
import { cancelled, type Outcome, type PageError } from "../../data/call.js";
import { onTouched, type Subject } from "../../data/revision.js";
import type { Clip } from "../../judging/clip.js";

/** A member of a sample, a window beside it, or a detection that a filter finds. */
export type Item = Clip;

/** A queue of clips: all of a drawn sample, or some of the many that a filter finds. */
export interface Items {
  /** Those that are loaded, in an order that no verdict changes; undefined until they are there. */
  items: readonly Item[] | undefined;
  /** How many come before these. */
  first: number;
  /** How many there are; `isExact`: not more. */
  total: number;
  isExact: boolean;
  /** Whether more follow these. */
  hasMore: boolean;
  load: (what: "next" | "previous" | "start") => void;
  error: PageError | undefined;
  patch: (ids: ReadonlySet<number>, change: (item: Item) => Partial<Item>) => void;
  /** While something is being stored, what is read may be of before it. */
  storing: <Value>(work: Promise<Value>) => Promise<Value>;
  /** Resolves when nothing is being stored. */
  stored: () => Promise<void>;
  again: () => void;
}

/** Where all clips are loaded at once. */
const WHOLE = { first: 0, isExact: true, hasMore: false, load: (): void => undefined };

/** Others may have judged too: after so long without a verdict of this page, clips are read again. */
const REST_MS = 1_500;

/**
 * The clips that `read` gives, which are others under another `key`. They are read again once what
 * `reads` names is touched.
 */
export function useItems(
  key: string,
  read: (signal: AbortSignal) => Promise<Outcome<Item[]>>,
  reads: readonly Subject[],
): Items {
  const [items, setItems] = useState<readonly Item[]>();
  const [error, setError] = useState<PageError>();
  const [asked, setAsked] = useState(0);
  const work = useRef({ stored: Promise.resolve(), under: 0, changes: 0 });
  const reader = useRef(read);
  useEffect(() => {
    reader.current = read;
  });
  const subjects = reads.join();
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => void readAgain(), REST_MS);
    };
    const readAgain = async (): Promise<void> => {
      const { under, changes } = work.current;
      if (under > 0) {
        later();
        return;
      }
      const outcome = await reader.current(stop.signal);
      if (stop.signal.aborted || cancelled(outcome)) return;
      if (work.current.changes !== changes) later();
      else if (outcome.ok) {
        setItems((before) => merged(before, outcome.value));
        setError(undefined);
      } else setError(outcome.error);
    };
    void readAgain();
    const unfollow = onTouched(subjects.split(",") as Subject[], later);
    return () => {
      stop.abort();
      clearTimeout(timer);
      unfollow();
    };
  }, [key, subjects, asked]);
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
  const total = items?.length ?? 0;
  return { ...WHOLE, items, total, error, patch, storing, stored, again };
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
