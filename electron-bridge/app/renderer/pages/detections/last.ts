/** Order and columns as they were used last in this project. */
import { useCallback, useEffect, useState } from "react";
import type { Column } from "./columns.js";
import { USUAL_COLUMNS } from "./columns.js";
import type { Order } from "./question.js";
import { readLast, saveLast, type View } from "./views.js";

export type Last = Pick<View, "order" | "columns">;

const USUAL: Last = { order: "-confidence", columns: USUAL_COLUMNS };

/** Undefined until they are known; the usual ones where nothing was kept. */
export function useLast(): [
  Last | undefined,
  (some: { order?: Order; columns?: readonly Column[] }) => void,
] {
  const [last, setLast] = useState<Last>();
  useEffect(() => {
    let gone = false;
    void readLast().then((outcome) => {
      if (!gone) setLast(outcome.ok ? outcome.value : USUAL);
    });
    return () => {
      gone = true;
    };
  }, []);
  const change = useCallback<(some: Partial<Last>) => void>(
    (some) => {
      const next = { ...(last ?? USUAL), ...some };
      setLast(next);
      // It is a convenience: where it cannot be kept, such as in a read-only project, all goes on.
      void saveLast(next);
    },
    [last],
  );
  return [last, change];
}
