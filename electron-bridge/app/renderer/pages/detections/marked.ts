/** Rows that are marked for one verdict together: some, or all that match but for some. */
import { useCallback, useState } from "react";
import type { Detection } from "./rows.js";

export interface MarkedRows {
  /** All that match are marked, loaded or not, but for those of `ids`. */
  all: boolean;
  ids: ReadonlySet<number>;
}

export interface Marked extends MarkedRows {
  /** Mark all between two rows, or one more, or none. */
  mark: (rows: readonly Detection[], how: "only" | "extend" | "toggle") => void;
  markAll: () => void;
  clear: () => void;
}

const NONE: MarkedRows = { all: false, ids: new Set() };

export function isMarked({ all, ids }: MarkedRows, detectionId: number): boolean {
  return all !== ids.has(detectionId);
}

/** How many are marked, of a number that match. */
export function markedOf({ all, ids }: MarkedRows, total: number): number {
  return all ? Math.max(0, total - ids.size) : ids.size;
}

export function useMarked(): Marked {
  const [marks, setMarks] = useState(NONE);
  const clear = useCallback(() => {
    setMarks(NONE);
  }, []);
  const markAll = useCallback(() => {
    setMarks({ ...NONE, all: true });
  }, []);
  const mark = useCallback<Marked["mark"]>((rows, how) => {
    setMarks((before) => {
      if (how === "only") return NONE;
      const ids = new Set(before.ids);
      for (const { detectionId } of rows) {
        const marks = how === "extend" || !isMarked(before, detectionId);
        if (marks === before.all) ids.delete(detectionId);
        else ids.add(detectionId);
      }
      return { ...before, ids };
    });
  }, []);
  return { ...marks, mark, markAll, clear };
}
