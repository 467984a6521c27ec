/** The part in view once it rests, for what is drawn by React beside the picture. */
import { useEffect, useState } from "react";
import { onRested, type ViewStore } from "../../spectrogram/view-store.js";
import type { Viewport } from "../../spectrogram/viewport.js";

const REST_MS = 120;

export function useRestedView(store: ViewStore): Viewport {
  const [view, setView] = useState(() => store.getState().view);
  useEffect(() => onRested(store, REST_MS, setView), [store]);
  return view;
}
