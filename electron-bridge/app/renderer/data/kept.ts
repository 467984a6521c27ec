/** What a page keeps of itself in the project as it changes, so that it is there the next time. */
import { useCallback, useEffect, useRef, useState } from "react";
import { call } from "./call.js";

const KEPT_AFTER_MS = 400;

export interface Kept<Value> {
  value: Value;
  /** Whether what was kept is there; before, nothing is asked of the engine. */
  ready: boolean;
  change: (some: Partial<Value>) => void;
}

/** `read` takes in what was kept, which may come from another version. */
export function useKept<Value extends object>(
  key: string,
  usual: Value,
  read: (kept: unknown) => Value,
): Kept<Value> {
  const [value, setValue] = useState(usual);
  const [ready, setReady] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const reader = useRef(read);
  useEffect(() => {
    const stop = new AbortController();
    void call("memos/get", { key }, { signal: stop.signal }).then((outcome) => {
      if (stop.signal.aborted) return;
      const kept = outcome.ok ? outcome.value.value : null;
      if (kept !== null) setValue(reader.current(kept));
      setReady(true);
    });
    return () => {
      stop.abort();
    };
  }, [key]);
  const change = useCallback(
    (some: Partial<Value>) => {
      setValue((before) => {
        const now = { ...before, ...some };
        clearTimeout(timer.current);
        timer.current = setTimeout(() => {
          // A convenience: where it cannot be kept, such as in a read-only project, all goes on.
          void call("memos/set", { key, value: JSON.parse(JSON.stringify(now)) as null });
        }, KEPT_AFTER_MS);
        return now;
      });
    },
    [key],
  );
  return { value, ready, change };
}
