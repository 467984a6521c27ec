/** A function that stays the same between renderings, and always does what the last one would. */
import { useCallback, useLayoutEffect, useRef } from "react";

export function useSteady<Values extends unknown[], Result>(
  act: (...values: Values) => Result,
): (...values: Values) => Result {
  const latest = useRef(act);
  useLayoutEffect(() => {
    latest.current = act;
  });
  return useCallback((...values: Values) => latest.current(...values), []);
}
