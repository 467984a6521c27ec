/** Windows that sound like the chosen detection, and which of them is in hand: shown, and judged. */
import { useCallback, useState } from "react";
import type { RowOf } from "@linnet/electron-bridge/call/types.js";
import { useRows } from "../../data/answer.js";
import type { PageError } from "../../data/call.js";
import { NEAREST } from "../../data/similar.js";
import type { Detection, Rows } from "./rows.js";

/** A stored window that is like a detection. */
export interface AlikeWindow extends RowOf<"similar"> {
  key: string;
  /** The detection in it, once that is known; the windows of most sounds have none. */
  detection: Detection | undefined;
}

export interface Alike {
  /** The nearest first; undefined until they are known. */
  windows: readonly AlikeWindow[] | undefined;
  error: PageError | undefined;
  /** They are those of the row before, until the answer about this one comes. */
  isWaiting: boolean;
  /** The window that the details show and the keys judge, in place of the row. */
  inHand: AlikeWindow | undefined;
  take: (window: AlikeWindow | undefined) => void;
  /** Take the window below. */
  next: () => void;
  /** Change detections at once, before the engine has stored it. */
  patch: Rows["patch"];
}

/** `row`: undefined while nobody looks at what is like it. */
export function useAlike(row: Detection | undefined): Alike {
  const of = row?.detectionId;
  // Like the rows of the table, windows keep their places while somebody judges them.
  const { value, error, waiting } = useRows(
    of === undefined ? undefined : { select: "similar", like: { detectionId: of }, k: NEAREST },
    [],
  );
  const ids = value?.rows.flatMap(({ detectionId }) => detectionId ?? []) ?? [];
  const found = useRows(
    of === undefined || ids.length === 0
      ? undefined
      : { select: "detections", where: { detectionId: { in: ids } }, limit: NEAREST },
    ["detections", "annotations"],
  );
  const [known, patch] = usePatched(found.value?.rows);
  const windows = value?.rows.map((each) => ({
    ...each,
    key: `${String(each.windowSetId)} ${String(each.start)}`,
    detection: known.find(({ detectionId }) => detectionId === each.detectionId),
  }));
  const [taken, setTaken] = useState<{ of: number | undefined; key: string }>();
  const inHand =
    of === undefined || taken?.of !== of
      ? undefined
      : windows?.find(({ key }) => key === taken.key);
  const take = (window: AlikeWindow | undefined): void => {
    setTaken(window && { of, key: window.key });
  };
  return {
    windows: of === undefined ? undefined : windows,
    error: error ?? found.error,
    isWaiting: waiting,
    inHand,
    take,
    next: () => {
      const at = windows?.findIndex(({ key }) => key === inHand?.key) ?? -1;
      take(windows?.[at + 1] ?? inHand);
    },
    patch,
  };
}

/** The rows of the table, whose changes are those of the windows beside it too. */
export function useBoth(rows: Rows, alike: Alike): Rows {
  const [first, second] = [rows.patch, alike.patch];
  const patch = useCallback<Rows["patch"]>(
    (ids, change) => {
      first(ids, change);
      second(ids, change);
    },
    [first, second],
  );
  return { ...rows, patch };
}

/** Rows of an answer, with what was changed here until the next answer comes. */
function usePatched(answered: readonly Detection[] = NONE): [readonly Detection[], Rows["patch"]] {
  const [state, setState] = useState({ answered, rows: answered });
  if (state.answered !== answered) setState({ answered, rows: answered });
  const patch = useCallback<Rows["patch"]>((ids, change) => {
    setState((before) => ({
      ...before,
      rows: before.rows.map((row) => (ids.has(row.detectionId) ? change(row) : row)),
    }));
  }, []);
  return [state.rows, patch];
}

const NONE: readonly Detection[] = [];
