/** An answer of any length, loaded around what is looked at: begun at a place, grown at both ends. */
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Note } from "@linnet/electron-bridge/generated/contract.js";
import { cancelled, type Outcome, type PageError } from "./call.js";
import {
  changed,
  cursors,
  emptyWindow,
  type RowPage,
  type RowWindow,
  rowsOf,
  withNext,
  withPrevious,
} from "./window.js";

/** Several filters changed at once, or a number being typed, are one question. */
const TYPING_MS = 120;

/** What a new answer shows: its window, the row in it that was wanted, and how many rows there are. */
export interface Begun<Row> {
  window: RowWindow<Row>;
  landed: number;
  total: number;
  totalExact: boolean;
  /** What was asked and could not be done, such as a filter by a species that nobody knows. */
  notes: readonly Note[];
}

/** How rows come; a constant of its module. */
export interface Source<Row, Asked, Place> {
  /** Where a new question begins. */
  start: Place;
  begin: (asked: Asked, place: Place, signal: AbortSignal) => Promise<Outcome<Begun<Row>>>;
  /** The page at a cursor of the answer that began at `place`. */
  page: (
    asked: Asked,
    place: Place,
    cursor: string,
    signal: AbortSignal,
  ) => Promise<Outcome<RowPage<Row>>>;
}

interface State<Row, Asked, Place> extends Begun<Row> {
  error: PageError | undefined;
  /** What is awaited: a new answer, or rows at one end of this one. */
  waiting: "answer" | "next" | "previous" | undefined;
  /** Grows with each answer: the table goes to the row at `landed`. */
  answers: number;
  /** The question that these rows answer; the one before while another is awaited. */
  answered: Asked | undefined;
  place: Place;
}

export interface Loaded<Row, Asked, Place> extends Omit<State<Row, Asked, Place>, "window"> {
  rows: Row[];
  shift: number;
  /** The number of the first of these rows in the whole answer, from 0, where it is known. */
  first: number | undefined;
  /** Whether rows follow these. */
  hasNext: boolean;
  more: () => void;
  earlier: () => void;
  go: (place: Place) => void;
  /** Change loaded rows where they are. */
  change: (of: (row: Row) => Row) => void;
  fail: (error: PageError) => void;
  /** The loaded rows, and what ends once another answer is asked for. */
  present: () => { rows: Row[]; signal: AbortSignal };
}

/** `asked` undefined: nothing is asked yet. */
export function useLoaded<Row, Asked, Place>(
  asked: Asked | undefined,
  source: Source<Row, Asked, Place>,
): Loaded<Row, Asked, Place> {
  type Whole = State<Row, Asked, Place>;
  const [state, setState] = useState<Whole>(() => ({
    ...{ window: emptyWindow<Row>(), landed: 0, total: 0, totalExact: true, notes: [] },
    ...{ error: undefined, waiting: "answer", answers: 0, answered: undefined },
    place: source.start,
  }));
  const stop = useRef(new AbortController());
  const latest = useRef(state);
  // Before all effects, also those of parts that ask for more once rows are there.
  useLayoutEffect(() => {
    latest.current = state;
  });
  const question = asked && JSON.stringify(asked);

  const go = useCallback(
    (place: Place): void => {
      if (question === undefined) return;
      stop.current.abort();
      const mine = (stop.current = new AbortController());
      setState((before) => ({ ...before, waiting: "answer" }));
      const answered = JSON.parse(question) as Asked;
      void source.begin(answered, place, mine.signal).then((outcome) => {
        if (mine.signal.aborted || cancelled(outcome)) return;
        setState((before) => {
          const over = { ...before, waiting: undefined };
          if (!outcome.ok) return { ...over, error: outcome.error };
          const answers = before.answers + 1;
          return { ...over, ...outcome.value, error: undefined, answers, answered, place };
        });
      });
    },
    [question, source],
  );

  useEffect(() => {
    setState((before) => ({ ...before, waiting: "answer" }));
    stop.current.abort();
    const pause = latest.current.answers === 0 ? 0 : TYPING_MS;
    const timer = setTimeout(() => {
      go(source.start);
    }, pause);
    return () => {
      clearTimeout(timer);
      stop.current.abort();
    };
  }, [go, source]);

  const extend = useCallback(
    (end: "next" | "previous"): void => {
      const { window, waiting, place } = latest.current;
      const cursor = cursors(window)[end];
      if (cursor === null || waiting !== undefined || question === undefined) return;
      const { signal } = stop.current;
      if (signal.aborted) return;
      latest.current = { ...latest.current, waiting: end };
      setState((before) => ({ ...before, waiting: end }));
      const of = JSON.parse(question) as Asked;
      void source.page(of, place, cursor, signal).then((outcome) => {
        if (signal.aborted) return;
        setState((before) => {
          // Somebody else gave it up: it may be asked for again.
          if (cancelled(outcome)) return { ...before, waiting: undefined };
          if (!outcome.ok) return { ...before, error: outcome.error, waiting: undefined };
          const add = end === "next" ? withNext : withPrevious;
          return { ...before, window: add(before.window, outcome.value), waiting: undefined };
        });
      });
    },
    [question, source],
  );
  const { window, ...rest } = state;
  const rows = useMemo(() => rowsOf(window), [window]);
  return {
    ...{ ...rest, rows, shift: window.shift, first: window.first, go },
    hasNext: cursors(window).next !== null,
    more: useCallback(() => {
      extend("next");
    }, [extend]),
    earlier: useCallback(() => {
      extend("previous");
    }, [extend]),
    change: useCallback((of) => {
      setState((before) => ({ ...before, window: changed(before.window, of) }));
    }, []),
    fail: useCallback((error) => {
      setState((before) => ({ ...before, error }));
    }, []),
    present: useCallback(
      () => ({ rows: rowsOf(latest.current.window), signal: stop.current.signal }),
      [],
    ),
  };
}
