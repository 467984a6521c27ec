/** Nothing for 150 ms, then what is awaited; content that was there stays, dimmed, with its owner. */
import { Trans } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { Said } from "./said.js";
import "./empty.css";

export function useLate(waiting: boolean, after = 150): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!waiting) {
      setLate(false);
      return;
    }
    const timer = setTimeout(() => {
      setLate(true);
    }, after);
    return () => {
      clearTimeout(timer);
    };
  }, [waiting, after]);
  return late && waiting;
}

export function Loading(): React.JSX.Element | null {
  const late = useLate(true);
  return late ? (
    <Said className="empty quiet">
      <Trans>Loading…</Trans>
    </Said>
  ) : null;
}
