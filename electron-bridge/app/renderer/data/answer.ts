/** An answer of the engine that a component shows: asked again when its question or the catalog changes. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { Page, Query, Select } from "@linnet/electron-bridge/call/types.js";
import { ask, cancelled, type Outcome, type PageError } from "./call.js";
import { type Subject, useLatest } from "./revision.js";

export interface Answer<Value> {
  /** The last answer; it stays while a newer one is awaited. */
  value: Value | undefined;
  error: PageError | undefined;
  waiting: boolean;
  again: () => void;
}

/** How long an answer stands before a change has it asked for again. */
const IDLE_MS = 1_000;

const NOTHING = { value: undefined, error: undefined, waiting: true } as const;

/**
 * Ask for something while the component is there.
 *
 * `question` names it: a new name is a new question, whose earlier answer is dropped after the new
 * one came. `undefined` asks nothing. `reads` are what of the catalog makes the answer stale
 * when it is touched; while a run touches it all the time, it is asked for once a second.
 */
export function useAnswer<Value>(
  question: string | undefined,
  load: (signal: AbortSignal) => Promise<Outcome<Value>>,
  reads: readonly Subject[] = [],
): Answer<Value> {
  const [state, setState] = useState<Omit<Answer<Value>, "again">>(NOTHING);
  const [asked, setAsked] = useState(0);
  const loader = useRef(load);
  const changed = useLatest(reads);
  /** The change that was answered last, and when. */
  const [answered, setAnswered] = useState(changed);
  const answeredAt = useRef(0);
  useEffect(() => {
    loader.current = load;
  });
  useEffect(() => {
    // An answer that is awaited is not given up for a newer change, or none would ever come.
    if (state.waiting || changed === answered) return;
    const idle = Math.max(0, answeredAt.current + IDLE_MS - Date.now());
    const timer = setTimeout(() => {
      setAnswered(changed);
    }, idle);
    return () => {
      clearTimeout(timer);
    };
  }, [state.waiting, changed, answered]);
  useEffect(() => {
    if (question === undefined) return;
    const stop = new AbortController();
    setState((before) => ({ ...before, waiting: true }));
    void loader.current(stop.signal).then((outcome) => {
      if (stop.signal.aborted || cancelled(outcome)) return;
      answeredAt.current = Date.now();
      setState((before) =>
        outcome.ok
          ? { value: outcome.value, error: undefined, waiting: false }
          : { value: before.value, error: outcome.error, waiting: false },
      );
    });
    return () => {
      stop.abort();
    };
  }, [question, asked, answered]);
  const again = useCallback(() => {
    setAsked((times) => times + 1);
  }, []);
  return { ...state, again };
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
