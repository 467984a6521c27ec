/** The pictures of an opened recording, for as long as its page is there. */
import { useCallback, useEffect, useRef, useState } from "react";
import { useSettings } from "../data/settings.js";
import { coloursOf } from "../theme/colormaps.js";
import { themeNow } from "../theme/dress.js";
import type { Told } from "../ui/error-words.js";
import { useSteady } from "../ui/steady.js";
import type { Contrast } from "./messages.js";
import { type Look, TileStore } from "./tile-store.js";
import { type Source, tilesOf } from "./tiles.js";
import type { ViewStore } from "./view-store.js";

export interface Tiles {
  store: TileStore | undefined;
  look: Look;
  trouble: Told | undefined;
  /** Spread the colours over what is in view. */
  suit: () => void;
  /** Hear of each picture that comes; what is returned ends it. */
  onCame: (act: () => void) => () => void;
  /** How many points of the screen the view has, which tells the pictures that are needed. */
  width: (points: number) => void;
}

export function useTiles(source: Source, view: ViewStore): Tiles {
  const [store, setStore] = useState<TileStore>();
  const [trouble, setTrouble] = useState<Told>();
  const [contrast, setContrast] = useState<Contrast>();
  const came = useRef(new Set<() => void>());
  const points = useRef(1);
  const { recordingId, channel } = source;
  const { colours, theme } = useSettings(({ settings }) => settings);
  const suiting = useCallback(
    (its: TileStore) => {
      const tiles = tilesOf(view.getState().view, view.bounds, points.current);
      return common(tiles.flatMap((tile) => its.get(tile)?.contrast ?? []));
    },
    [view],
  );
  const onPicture = useSteady((its: TileStore) => {
    if (view.getState().contrast === undefined) view.set({ contrast: suiting(its) });
    for (const act of came.current) act();
  });
  useEffect(() => {
    const its: TileStore = new TileStore(
      { recordingId, ...(channel !== undefined && { channel }) },
      view.bounds,
      () => {
        onPicture(its);
      },
      setTrouble,
    );
    setStore(its);
    return () => {
      its.close();
    };
  }, [recordingId, channel, view, onPicture]);
  useEffect(
    () =>
      view.subscribe(({ contrast: now }, before) => {
        if (now !== before.contrast) setContrast(now);
      }),
    [view],
  );
  return {
    store,
    trouble,
    look: { colours: coloursOf(colours, theme === "system" ? themeNow() : theme), contrast },
    suit: useCallback(() => {
      const suited = store && suiting(store);
      if (suited !== undefined) view.set({ contrast: suited });
    }, [store, suiting, view]),
    onCame: useCallback((act) => {
      came.current.add(act);
      return () => {
        came.current.delete(act);
      };
    }, []),
    width: useCallback((wide) => {
      points.current = wide;
    }, []),
  };
}

/** A contrast in which each of some pictures is to be seen. */
function common(of: readonly Contrast[]): Contrast | undefined {
  if (of.length === 0) return undefined;
  const low = Math.round(of.reduce((sum, each) => sum + each.low, 0) / of.length);
  return { low, high: Math.max(...of.map(({ high }) => high), low + 1) };
}
