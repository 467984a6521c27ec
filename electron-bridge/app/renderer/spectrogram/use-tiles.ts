/** The pictures of an opened recording, in the person's colours and one contrast. */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useSettings } from "../data/settings.js";
import { coloursOf } from "../theme/colormaps.js";
import { themeNow } from "../theme/dress.js";
import type { Contrast, Painted } from "./messages.js";
import { type Look, picturesOf } from "./pictures.js";
import type { TileStore } from "./tile-store.js";
import { type Source, tilesOf } from "./tiles.js";
import { type Kinds, useTileStore } from "./use-tile-store.js";
import type { ViewStore } from "./view-store.js";

export interface Tiles extends Kinds<Painted, Look> {
  look: Look;
  /** Spread the colours over what is in view. */
  suit: () => void;
  /** How many points of the screen the view has, which tells the pictures that are needed. */
  width: (points: number) => void;
  points: () => number;
}

export function useTiles(source: Source, view: ViewStore): Tiles {
  const [contrast, setContrast] = useState<Contrast>();
  const points = useRef(1);
  const { recordingId, channel, model } = source;
  const { colours, theme } = useSettings(({ settings }) => settings);
  const suiting = useCallback(
    (its: TileStore<Painted, Look>) => {
      const tiles = tilesOf(view.getState().view, view.bounds, points.current);
      return common(tiles.flatMap((tile) => its.get(tile)?.content.contrast ?? []));
    },
    [view],
  );
  const maker = useMemo(
    () =>
      picturesOf(
        {
          recordingId,
          ...(channel !== undefined && { channel }),
          ...(model !== undefined && { model }),
        },
        view.bounds,
      ),
    [recordingId, channel, model, view],
  );
  useContrastOf(model, view);
  const kinds = useTileStore(maker, view, (its) => {
    if (view.getState().contrast === undefined) view.set({ contrast: suiting(its) });
  });
  const { store } = kinds;
  useEffect(
    () =>
      view.subscribe(({ contrast: now }, before) => {
        if (now !== before.contrast) setContrast(now);
      }),
    [view],
  );
  const named = coloursOf(colours, theme === "system" ? themeNow() : theme);
  return {
    ...kinds,
    look: useMemo(() => ({ colours: named, contrast }), [named, contrast]),
    suit: useCallback(() => {
      const suited = store && suiting(store);
      if (suited !== undefined) view.set({ contrast: suited });
    }, [store, suiting, view]),
    width: useCallback((wide) => {
      points.current = wide;
    }, []),
    points: useCallback(() => points.current, []),
  };
}

/** What a model hears has other levels: each has a contrast of its own, which comes back with it. */
function useContrastOf(model: string | undefined, view: ViewStore): void {
  const known = useRef(new Map<string | undefined, Contrast>());
  const before = useRef(model);
  useEffect(() => {
    if (before.current === model) return;
    const { contrast } = view.getState();
    if (contrast !== undefined) known.current.set(before.current, contrast);
    before.current = model;
    view.set({ contrast: known.current.get(model) });
  }, [model, view]);
}

/** A contrast in which each of some pictures is to be seen. */
function common(of: readonly Contrast[]): Contrast | undefined {
  if (of.length === 0) return undefined;
  const low = Math.round(of.reduce((sum, each) => sum + each.low, 0) / of.length);
  return { low, high: Math.max(...of.map(({ high }) => high), low + 1) };
}
