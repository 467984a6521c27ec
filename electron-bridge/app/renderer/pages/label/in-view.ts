/** The part in view once it rests, for what is drawn by React beside the picture. */
import { useEffect, useState } from "react";
import type { ViewStore } from "../../spectrogram/view-store.js";
import type { Viewport } from "../../spectrogram/viewport.js";

const REST_MS = 120;

export function useRestedView(store: ViewStore): Viewport {
  const [view, setView] = useState(() => store.getState().view);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const unsubscribe = store.subscribe((now, before) => {
      if (now.view === before.view) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        setView(store.getState().view);
      }, REST_MS);
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [store]);
  return view;
}
