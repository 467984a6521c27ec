/** The rows of the table: loaded around what is looked at, never all of them. */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Note } from "@linnet/electron-bridge/generated/contract.js";
import type { Query, RowOf } from "@linnet/electron-bridge/call/types.js";
import type { Outcome, PageError } from "../../data/call.js";
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

/** Several filters changed at once, or a number being typed, are one question. */
const TYPING_MS = 120;

/**
 * Where a table begins: at its first row, at a value of its order, or at a row whose cursor a mark
 * has. `last`: this row is the last one, and those before it are wanted.
 */
export type Place =
  | "start"
  | { at: Record<string, string | number | null> }
  | { cursor: string; row: number; skip?: number; last?: boolean };

interface State {
  window: RowWindow<Detection>;
  total: number;
  totalExact: boolean;
  error: PageError | undefined;
  /** What was asked and could not be done, such as a filter by a species that nobody knows. */
  notes: readonly Note[];
  /** What is awaited: a new answer, or rows at one end of this one. */
  waiting: "answer" | "next" | "previous" | undefined;
  /** Grows with each answer: the table goes to the row at `landed`. */
  answers: number;
  landed: number;
  /** The question that these rows answer; the one before while another is awaited. */
  answered: [Where, Order] | undefined;
}

const NOTHING: State = {
  window: emptyWindow(),
  total: 0,
  totalExact: true,
  error: undefined,
  notes: [],
  waiting: "answer",
  answers: 0,
  landed: 0,
  answered: undefined,
};

export interface Rows extends Omit<State, "window"> {
  rows: Detection[];
  shift: number;
  /** The number of the first of these rows in the whole answer, where it is known. */
  first: number | undefined;
  more: () => void;
  earlier: () => void;
  go: (place: Place) => void;
  /** Change rows at once, before the engine has stored it. */
  patch: (ids: ReadonlySet<number>, change: (row: Detection) => Detection) => void;
  /** Show the loaded rows as the engine has them now; none comes or goes. */
  reread: () => Promise<void>;
}

/** Rows before the one that a jump leads to, so that its neighbours are seen. */
const BEFORE = 20;

type Asked = Query<"detections", typeof FIELDS>;
type Answered = Awaited<ReturnType<typeof ask<"detections", typeof FIELDS>>>;

function questionAt(where: Where, order: Order, place: Place | { cursor: string }): Asked {
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

/** What a new answer shows: its window, and the row in it that was wanted. */
type Started = Pick<State, "window" | "landed" | "total" | "totalExact" | "notes">;

async function begun(
  [where, order]: [Where, Order],
  place: Place,
  signal: AbortSignal,
): Promise<Outcome<Started>> {
  const outcome: Answered = await ask(questionAt(where, order, place), { signal });
  if (!outcome.ok) return outcome;
  const page = outcome.value;
  const { total, totalExact, rows, notes } = page;
  const count = { total, totalExact, notes };
  const marked = typeof place === "object" && "cursor" in place ? place : undefined;
  if (marked?.last === true && page.prevCursor !== null) {
    const before = await ask(questionAt(where, order, { cursor: page.prevCursor }), { signal });
    if (!before.ok) return before;
    const number = before.value.rows.length;
    const window = startedAt([before.value, page], marked.row - number);
    return { ok: true, value: { ...count, window, landed: number + rows.length - 1 } };
  }
  const first = page.prevCursor === null ? 0 : marked?.row;
  const landed = Math.min(marked?.skip ?? page.before, Math.max(0, rows.length - 1));
  return { ok: true, value: { ...count, window: startedAt([page], first), landed } };
}

/** Rows of one question; the engine gives no more. */
const AT_ONCE = 1_000;

function now(ids: number[], signal: AbortSignal): Promise<Answered> {
  const where = { detectionId: { in: ids } };
  return ask({ select: "detections", where, fields: FIELDS, limit: AT_ONCE }, { signal });
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
      stop.current.abort();
      const mine = (stop.current = new AbortController());
      setState((before) => ({ ...before, waiting: "answer" }));
      const answered = JSON.parse(question) as [Where, Order];
      void begun(answered, place, mine.signal).then((outcome) => {
        if (mine.signal.aborted || cancelled(outcome)) return;
        setState((before) => {
          const over = { ...before, waiting: undefined };
          if (!outcome.ok) return { ...over, error: outcome.error };
          const answers = before.answers + 1;
          return { ...over, ...outcome.value, error: undefined, answers, answered };
        });
      });
    },
    [question],
  );

  useEffect(() => {
    setState((before) => ({ ...before, waiting: "answer" }));
    stop.current.abort();
    const pause = latest.current.answers === 0 ? 0 : TYPING_MS;
    const timer = setTimeout(() => {
      go("start");
    }, pause);
    return () => {
      clearTimeout(timer);
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
      if (signal.aborted) return;
      latest.current = { ...latest.current, waiting: end };
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
  const reread = useCallback<Rows["reread"]>(async () => {
    const { signal } = stop.current;
    const ids = rowsOf(latest.current.window).map(({ detectionId }) => detectionId);
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const outcome = await now(ids.slice(from, from + AT_ONCE), signal);
      // Another answer has come meanwhile, and its rows are as they are now.
      if (signal.aborted || cancelled(outcome)) return;
      setState((before) => {
        if (!outcome.ok) return { ...before, error: outcome.error };
        const known = new Map(outcome.value.rows.map((row) => [row.detectionId, row]));
        const window = changed(before.window, (row) => known.get(row.detectionId) ?? row);
        return { ...before, window };
      });
    }
  }, []);
  const { window, ...rest } = state;
  const rows = useMemo(() => rowsOf(window), [window]);
  const { shift, first } = window;
  return { ...rest, rows, shift, first, more, earlier, go, patch, reread };
}
