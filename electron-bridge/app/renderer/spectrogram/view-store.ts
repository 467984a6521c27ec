/** What a long spectrogram shows now: outside of React, since it changes with every frame. */
import { createStore, type StoreApi } from "zustand";
import type { Contrast } from "./messages.js";
import { type Bounds, type Viewport, whole, within } from "./viewport.js";

export interface ViewState {
  view: Viewport;
  /** The second that sound begins with; undefined: the left edge of the view. */
  cursor: number | undefined;
  /** What the pointer is at: second and hertz; a waveform has no hertz. */
  pointed: { second: number; hz: number | undefined } | undefined;
  /** Levels of the lowest and the highest colour; undefined until the first picture tells them. */
  contrast: Contrast | undefined;
}

export interface ViewStore
  extends Pick<StoreApi<ViewState>, "getState" | "getInitialState" | "subscribe"> {
  bounds: Bounds;
  /** Show another part; what lies outside of the recording is moved into it. */
  look: (of: (view: Viewport) => Viewport) => void;
  set: (some: Partial<Omit<ViewState, "view">>) => void;
}

export function viewStore(bounds: Bounds, start: Viewport | undefined): ViewStore {
  const store = createStore<ViewState>(() => ({
    view: start === undefined ? whole(bounds) : within(start, bounds),
    cursor: undefined,
    pointed: undefined,
    contrast: undefined,
  }));
  return {
    bounds,
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    look: (of) => {
      store.setState(({ view }) => ({ view: within(of(view), bounds) }));
    },
    set: (some) => {
      store.setState(some);
    },
  };
}

/** Act once the view has rested for so long after a change; what is returned ends it. */
export function onRested(
  store: ViewStore,
  restMs: number,
  act: (view: Viewport) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const unsubscribe = store.subscribe(({ view }, before) => {
    if (view === before.view) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      act(store.getState().view);
    }, restMs);
  });
  return () => {
    clearTimeout(timer);
    unsubscribe();
  };
}
