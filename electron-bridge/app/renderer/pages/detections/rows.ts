/** The rows of the table: loaded around what is looked at, never all of them. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { Query, RowOf } from "@linnet/electron-bridge/call/types.js";
import type { PageError } from "../../data/call.js";
import { ask, cancelled } from "../../data/call.js";
import {
  changed,
  cursors,
  emptyWindow,
  type RowWindow,
  rowsOf,
  startedAt,
  withNext,
  withPrevious,
} from "../../data/window.js";
import { FIELDS, type Order, type Where } from "./question.js";

export type Detection = RowOf<"detections", typeof FIELDS>;

const PAGE = 200;

/** Where a table begins: at its first row, at a value of its order, or at a cursor of a mark. */
export type Place = { at: Record<string, string | number | null> } | { cursor: string } | "start";

interface State {
  window: RowWindow<Detection>;
  total: number;
  totalExact: boolean;
  error: PageError | undefined;
  /** What is awaited: a new answer, or rows at one end of this one. */
  waiting: "answer" | "next" | "previous" | undefined;
  /** Grows with each answer: the table goes to the row at `landed`. */
  answers: number;
  landed: number;
}

const NOTHING: State = {
  window: emptyWindow(),
  total: 0,
  totalExact: true,
  error: undefined,
  waiting: "answer",
  answers: 0,
  landed: 0,
};

export interface Rows extends Omit<State, "window"> {
  rows: Detection[];
  shift: number;
  more: () => void;
  earlier: () => void;
  go: (place: Place) => void;
  /** Change rows at once, before the engine has stored it. */
  patch: (ids: ReadonlySet<number>, change: (row: Detection) => Detection) => void;
}

/** Rows before the one that a jump leads to, so that its neighbours are seen. */
const BEFORE = 20;

function questionAt(where: Where, order: Order, place: Place): Query<"detections", typeof FIELDS> {
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

export function useDetections(where: Where | undefined, order: Order): Rows {
  const [state, setState] = useState<State>(NOTHING);
  const stop = useRef(new AbortController());
  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
  });
  const question = where && JSON.stringify([where, order]);

  const go = useCallback(
    (place: Place): void => {
      if (question === undefined) return;
      const [asked, by] = JSON.parse(question) as [Where, Order];
      stop.current.abort();
      const mine = (stop.current = new AbortController());
      setState((before) => ({ ...before, waiting: "answer" }));
      void ask(questionAt(asked, by, place), { signal: mine.signal }).then((outcome) => {
        if (mine.signal.aborted || cancelled(outcome)) return;
        setState((before) =>
          outcome.ok
            ? {
                window: startedAt(outcome.value),
                total: outcome.value.total,
                totalExact: outcome.value.totalExact,
                error: undefined,
                waiting: undefined,
                answers: before.answers + 1,
                landed: outcome.value.before,
              }
            : { ...before, error: outcome.error, waiting: undefined },
        );
      });
    },
    [question],
  );

  useEffect(() => {
    go("start");
    return () => {
      stop.current.abort();
    };
  }, [go]);

  const extend = useCallback(
    (end: "next" | "previous"): void => {
      const { window, waiting } = latest.current;
      const cursor = cursors(window)[end];
      if (cursor === null || waiting !== undefined || question === undefined) return;
      const [asked, by] = JSON.parse(question) as [Where, Order];
      const { signal } = stop.current;
      setState((before) => ({ ...before, waiting: end }));
      void ask(questionAt(asked, by, { cursor }), { signal }).then((outcome) => {
        if (signal.aborted || cancelled(outcome)) return;
        setState((before) => {
          if (!outcome.ok) return { ...before, error: outcome.error, waiting: undefined };
          const add = end === "next" ? withNext : withPrevious;
          return { ...before, window: add(before.window, outcome.value), waiting: undefined };
        });
      });
    },
    [question],
  );
  const more = useCallback(() => {
    extend("next");
  }, [extend]);
  const earlier = useCallback(() => {
    extend("previous");
  }, [extend]);
  const patch = useCallback<Rows["patch"]>((ids, change) => {
    setState((before) => ({
      ...before,
      window: changed(before.window, (row) => (ids.has(row.detectionId) ? change(row) : row)),
    }));
  }, []);
  const { window, ...rest } = state;
  return { ...rest, rows: rowsOf(window), shift: window.shift, more, earlier, go, patch };
}
