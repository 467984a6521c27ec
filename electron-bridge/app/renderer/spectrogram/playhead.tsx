/** Where the sound begins, and what the ear hears now; the view turns over when sound leaves it. */
import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import type { ViewStore } from "./view-store.js";
import { isInView, shareOf } from "./viewport.js";

interface PlayheadProps {
  store: ViewStore;
  heardAt: () => number | undefined;
  isPlaying: boolean;
}

/** A page is turned so that the sound goes on at this share of it. */
const LANDING = 0.05;

export function Playhead({ store, heardAt, isPlaying }: PlayheadProps): React.JSX.Element {
  const line = useRef<HTMLSpanElement>(null);
  const view = useStore(store, (state) => state.view);
  const cursor = useStore(store, (state) => state.cursor);
  useEffect(() => {
    if (!isPlaying) return;
    let frame = 0;
    let wasIn = false;
    const follow = (): void => {
      frame = requestAnimationFrame(follow);
      const second = heardAt();
      if (second === undefined || line.current === null) return;
      const { view: now } = store.getState();
      const isIn = isInView(now, second, second + 1e-3);
      // Who looks elsewhere meanwhile is not carried away.
      if (wasIn && !isIn) store.look((of) => ({ ...of, from: second - LANDING * of.seconds }));
      wasIn = isIn;
      line.current.hidden = !isIn;
      line.current.style.left = `${String(shareOf(now, second) * 100)}%`;
    };
    follow();
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [isPlaying, heardAt, store]);
  return (
    <>
      {cursor !== undefined && isInView(view, cursor, cursor + 1e-3) && (
        <span className="long-cursor" style={{ left: `${String(shareOf(view, cursor) * 100)}%` }} />
      )}
      {isPlaying && <span ref={line} className="long-playhead" hidden />}
    </>
  );
}
