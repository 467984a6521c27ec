/** An answer of the engine that a component shows: asked again when its question or the catalog changes. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { Page, Query, Select } from "@linnet/electron-bridge/call/types.js";
import { ask, cancelled, type Outcome, type PageError } from "./call.js";
import { type Part, useLatest } from "./revision.js";

export interface Answer<Value> {
  /** The last answer; it stays while a newer one is awaited. */
  value: Value | undefined;
  error: PageError | undefined;
  waiting: boolean;
  again: () => void;
}

const NOTHING = { value: undefined, error: undefined, waiting: true } as const;

/**
 * Ask for something while the component is there.
 *
 * `question` names it: a new name is a new question, whose earlier answer is dropped after the new
 * one came. `undefined` asks nothing. `reads` are the parts of the catalog whose change makes the
 * answer stale.
 */
export function useAnswer<Value>(
  question: string | undefined,
  load: (signal: AbortSignal) => Promise<Outcome<Value>>,
  reads: readonly Part[] = [],
): Answer<Value> {
  const [state, setState] = useState<Omit<Answer<Value>, "again">>(NOTHING);
  const [asked, setAsked] = useState(0);
  const loader = useRef(load);
  const changed = useLatest(reads);
  useEffect(() => {
    loader.current = load;
  });
  useEffect(() => {
    if (question === undefined) return;
    const stop = new AbortController();
    setState((before) => ({ ...before, waiting: true }));
    void loader.current(stop.signal).then((outcome) => {
      if (stop.signal.aborted || cancelled(outcome)) return;
      setState((before) =>
        outcome.ok
          ? { value: outcome.value, error: undefined, waiting: false }
          : { value: before.value, error: outcome.error, waiting: false },
      );
    });
    return () => {
      stop.abort();
    };
  }, [question, asked, changed]);
  const again = useCallback(() => {
    setAsked((times) => times + 1);
  }, []);
  return { ...state, again };
}

/** Ask the catalog for one page of rows. */
export function useRows<S extends Select>(
  question: Query<S> | undefined,
  reads: readonly Part[],
): Answer<Page<S>> {
  return useAnswer(
    question && JSON.stringify(question),
    (signal) => ask(question as Query<S>, { signal }),
    reads,
  );
}
