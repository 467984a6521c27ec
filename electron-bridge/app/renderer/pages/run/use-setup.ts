/** The setup of the page: kept in the project as it changes, so that it is there the next time. */
import { useCallback, useEffect, useRef, useState } from "react";
import { call } from "../../data/call.js";
import { asSetup, USUAL, type Setup } from "./setup.js";

const KEY = "run/setup";
const KEPT_AFTER_MS = 400;

export interface SetupState {
  setup: Setup;
  /** Whether what was kept is there; before, nothing is asked of the engine. */
  ready: boolean;
  /** Whether a setup had been kept before. */
  known: boolean;
  change: (some: Partial<Setup>) => void;
}

export function useSetup(): SetupState {
  const [setup, setSetup] = useState(USUAL);
  const [ready, setReady] = useState<"no" | "new" | "known">("no");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const stop = new AbortController();
    void call("memos/get", { key: KEY }, { signal: stop.signal }).then((outcome) => {
      if (stop.signal.aborted) return;
      const kept = outcome.ok ? outcome.value.value : null;
      if (kept !== null) setSetup(asSetup(kept));
      setReady(kept === null ? "new" : "known");
    });
    return () => {
      stop.abort();
    };
  }, []);
  const change = useCallback((some: Partial<Setup>) => {
    setSetup((before) => {
      const now = { ...before, ...some };
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        void call("memos/set", { key: KEY, value: now });
      }, KEPT_AFTER_MS);
      return now;
    });
  }, []);
  return { setup, ready: ready !== "no", known: ready === "known", change };
}
