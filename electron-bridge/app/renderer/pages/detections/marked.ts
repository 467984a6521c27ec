/** Rows that are marked for one verdict together; they are loaded rows, never all that match. */
import { useCallback, useState } from "react";
import type { Detection } from "./rows.js";

export interface Marked {
  ids: ReadonlySet<number>;
  /** Mark all between two rows, or one more, or none. */
  mark: (rows: readonly Detection[], how: "only" | "extend" | "toggle") => void;
  clear: () => void;
}

export function useMarked(): Marked {
  const [ids, setIds] = useState<ReadonlySet<number>>(new Set());
  const clear = useCallback(() => {
    setIds((before) => (before.size === 0 ? before : new Set()));
  }, []);
  const mark = useCallback<Marked["mark"]>((rows, how) => {
    const named = rows.map(({ detectionId }) => detectionId);
    setIds((before) => {
      if (how === "only") return before.size === 0 ? before : new Set();
      const after = new Set(before);
      for (const id of named) if (how === "extend" || !after.delete(id)) after.add(id);
      return after;
    });
  }, []);
  return { ids, mark, clear };
}
