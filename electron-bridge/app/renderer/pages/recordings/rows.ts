/** Rows of the table, page by page at both ends: the question, and the part of it that is loaded. */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Query, RowOf } from "@linnet/electron-bridge/call/types.js";
import { ask, cancelled, type PageError } from "../../data/call.js";
import {
  cursors,
  emptyWindow,
  type RowWindow,
  rowsOf,
  startedAt,
  withNext,
  withPrevious,
} from "../../data/window.js";
import type { Where } from "./filters.js";
import { FIELDS, type Order, turned } from "./question.js";

export type Recording = RowOf<"recordings", typeof FIELDS>;

const PAGE = 200;
const TYPING_MS = 120;

interface State {
  window: RowWindow<Recording>;
  total: number;
  isExact: boolean;
  error: PageError | undefined;
  waiting: "answer" | "next" | "previous" | undefined;
  /** Grows with each answer: the table goes to the row at `landed`. */
  answers: number;
  landed: number;
}

const NOTHING: State = {
  ...{ window: emptyWindow(), total: 0, isExact: true, error: undefined },
  ...{ waiting: "answer", answers: 0, landed: 0 },
};

export interface Rows extends Omit<State, "window"> {
  rows: Recording[];
  shift: number;
  /** The number of the first loaded row, from 0, where it is known. */
  first: number | undefined;
  more: () => void;
  earlier: () => void;
  go: (end: "first" | "last") => void;
  /** Ask again, such as after a change; the table begins anew. */
  again: () => void;
}

type Asked = Query<"recordings", typeof FIELDS>;

function asked(where: Where, order: Order, cursor?: string): Asked {
  return {
    ...{ select: "recordings", where, orderBy: [order], fields: FIELDS, limit: PAGE },
    ...(cursor !== undefined && { cursor }),
  };
}

/** The first page, or the last one: which is the first of the order turned round. */
async function begun(
  [where, order]: [Where, Order],
  end: "first" | "last",
  signal: AbortSignal,
): Promise<Partial<State>> {
  const outcome = await ask(asked(where, end === "first" ? order : turned(order)), { signal });
  if (!outcome.ok) return cancelled(outcome) ? {} : { error: outcome.error };
  const { rows, total, totalExact, nextCursor } = outcome.value;
  const told = { total, isExact: totalExact, error: undefined };
  if (end === "first") {
    return { ...told, window: startedAt([outcome.value], 0), landed: 0 };
  }
  // Its rows before come by the turned order too; where all fit there are none.
  const page = { rows: rows.toReversed(), nextCursor: null, prevCursor: nextCursor };
  const first = totalExact ? total - rows.length : undefined;
  return { ...told, window: startedAt([page], first), landed: rows.length - 1 };
}

export function useRows(where: Where, order: Order): Rows {
  const [state, setState] = useState<State>(NOTHING);
  const stop = useRef(new AbortController());
  const latest = useRef(state);
  /** The order in which pages come: turned round after a jump to the end. */
  const way = useRef<"first" | "last">("first");
  useEffect(() => {
    latest.current = state;
  });
  const question = JSON.stringify([where, order]);
  const go = useCallback(
    (end: "first" | "last"): void => {
      stop.current.abort();
      const mine = (stop.current = new AbortController());
      setState((before) => ({ ...before, waiting: "answer" }));
      void begun(JSON.parse(question) as [Where, Order], end, mine.signal).then((some) => {
        if (mine.signal.aborted) return;
        way.current = end;
        setState((before) => {
          const answers = some.window === undefined ? before.answers : before.answers + 1;
          return { ...before, ...some, answers, waiting: undefined };
        });
      });
    },
    [question],
  );
  useEffect(() => {
    setState((before) => ({ ...before, waiting: "answer" }));
    stop.current.abort();
    const timer = setTimeout(
      () => {
        go("first");
      },
      latest.current.answers === 0 ? 0 : TYPING_MS,
    );
    return () => {
      clearTimeout(timer);
      stop.current.abort();
    };
  }, [go]);
  const extend = useCallback(
    (end: "next" | "previous"): void => {
      const { window, waiting } = latest.current;
      const cursor = cursors(window)[end];
      if (cursor === null || waiting !== undefined) return;
      const { signal } = stop.current;
      if (signal.aborted) return;
      const [of, by] = JSON.parse(question) as [Where, Order];
      const isTurned = way.current === "last";
      latest.current = { ...latest.current, waiting: end };
      setState((before) => ({ ...before, waiting: end }));
      void ask(asked(of, isTurned ? turned(by) : by, cursor), { signal }).then((outcome) => {
        if (signal.aborted || cancelled(outcome)) return;
        setState((before) => {
          if (!outcome.ok) return { ...before, error: outcome.error, waiting: undefined };
          const { rows, nextCursor, prevCursor } = outcome.value;
          const page = isTurned
            ? { rows: rows.toReversed(), nextCursor: prevCursor, prevCursor: nextCursor }
            : outcome.value;
          const add = end === "next" ? withNext : withPrevious;
          return { ...before, window: add(before.window, page), waiting: undefined };
        });
      });
    },
    [question],
  );
  const { window, ...rest } = state;
  const rows = useMemo(() => rowsOf(window), [window]);
  return {
    ...{ ...rest, rows, shift: window.shift, first: window.first, go },
    more: useCallback(() => {
      extend("next");
    }, [extend]),
    earlier: useCallback(() => {
      extend("previous");
    }, [extend]),
    again: useCallback(() => {
      go("first");
    }, [go]),
  };
}
