/** An answer of the engine that a component shows: asked again when its question or the catalog changes. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { Page, Query, Select } from "@linnet/electron-bridge/call/types.js";
import { ask, cancelled, type Outcome, type PageError } from "./call.js";
import { onTouched, type Subject } from "./revision.js";

export interface Answer<Value> {
  /** The last answer; it stays while a newer one is awaited. */
  value: Value | undefined;
  error: PageError | undefined;
  waiting: boolean;
  again: () => void;
}

/** How long an answer stands at least before a change has it asked for again. */
const IDLE_MS = 1_000;
/** So many times longer than it took, it stands: what is dear to answer must not slow a run down. */
const TIMES_TAKEN = 10;
const MOST_IDLE_MS = 10_000;

const NOTHING = { value: undefined, error: undefined, waiting: true } as const;

/**
 * Ask for something while the component is there.
 *
 * `question` names it: a new name is a new question, whose earlier answer is dropped after the new
 * one came. `undefined` asks nothing. `reads` are what of the catalog makes the answer stale
 * when it is touched; while a run touches it all the time, it is asked for once a second, or
 * less often where the answer takes long. `waiting` is of a new question alone: what stands stays
 * as good as it was while it is brought up to date.
 */
export function useAnswer<Value>(
  question: string | undefined,
  load: (signal: AbortSignal) => Promise<Outcome<Value>>,
  reads: readonly Subject[] = [],
): Answer<Value> {
  const [state, setState] = useState<Omit<Answer<Value>, "again">>(NOTHING);
  const [asked, setAsked] = useState(0);
  const loader = useRef(load);
  useEffect(() => {
    loader.current = load;
  });
  const subjects = reads.join();
  useEffect(() => {
    if (question === undefined) return;
    setState((before) => (before.waiting ? before : { ...before, waiting: true }));
    return keepAsking(
      (signal) => loader.current(signal),
      subjects.split(",") as Subject[],
      (outcome) => {
        setState((before) => answered(before, outcome));
      },
    );
  }, [question, asked, subjects]);
  const again = useCallback(() => {
    setAsked((times) => times + 1);
  }, []);
  return { ...state, again };
}

/** The same state where nothing is new, so that nothing is drawn again. */
function answered<State extends Omit<Answer<unknown>, "again">>(
  before: State,
  outcome: Outcome<unknown>,
): State {
  if (!outcome.ok) return { ...before, error: outcome.error, waiting: false };
  const { value } = outcome;
  const same = JSON.stringify(value) === JSON.stringify(before.value);
  if (same && !before.waiting && before.error === undefined) return before;
  return { ...before, value: same ? before.value : value, error: undefined, waiting: false };
}

/** Ask now, and again after each change of what is read; what is returned ends it. */
function keepAsking<Value>(
  load: (signal: AbortSignal) => Promise<Outcome<Value>>,
  reads: readonly Subject[],
  tell: (outcome: Outcome<Value>) => void,
): () => void {
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let changes = 0;
  let isAsking = false;
  let standsUntil = 0;
  const ask = async (): Promise<void> => {
    isAsking = true;
    const [seen, began] = [changes, Date.now()];
    const outcome = await load(stop.signal);
    if (stop.signal.aborted) return;
    const now = Date.now();
    isAsking = false;
    standsUntil = now + Math.min(MOST_IDLE_MS, Math.max(IDLE_MS, TIMES_TAKEN * (now - began)));
    if (!cancelled(outcome)) tell(outcome);
    if (changes !== seen) later();
  };
  // An answer that is awaited is not given up for a newer change, or none would ever come.
  const later = (): void => {
    if (isAsking) return;
    timer ??= setTimeout(
      () => {
        timer = undefined;
        void ask();
      },
      Math.max(0, standsUntil - Date.now()),
    );
  };
  const unfollow = onTouched(reads, () => {
    changes++;
    later();
  });
  void ask();
  return () => {
    stop.abort();
    clearTimeout(timer);
    unfollow();
  };
}

/** Ask the catalog for one page of rows, which are stale when rows of their kind were touched. */
export function useRows<S extends Select>(
  question: Query<S> | undefined,
  reads: readonly Subject[] = question === undefined ? [] : [question.select],
): Answer<Page<S>> {
  return useAnswer(
    question && JSON.stringify(question),
    (signal) => ask(question as Query<S>, { signal }),
    reads,
  );
}
