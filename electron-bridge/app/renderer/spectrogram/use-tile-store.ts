/** The tiles of an opened recording, for as long as its page is there. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { Told } from "../ui/error-words.js";
import { useSteady } from "../ui/steady.js";
import { type Maker, TileStore } from "./tile-store.js";
import type { ViewStore } from "./view-store.js";

/** Tiles of one kind. */
export interface Kinds<Content, Look> {
  store: TileStore<Content, Look> | undefined;
  trouble: Told | undefined;
  /** Hear of each tile that comes; what is returned ends it. */
  onCame: (act: () => void) => () => void;
}

/** `maker` says how tiles are made: another one begins anew, and undefined keeps none. */
export function useTileStore<Content, Look>(
  maker: Maker<Content, Look> | undefined,
  view: ViewStore,
  onTile: (store: TileStore<Content, Look>) => void,
): Kinds<Content, Look> {
  const [store, setStore] = useState<TileStore<Content, Look>>();
  const [trouble, setTrouble] = useState<Told>();
  const came = useRef(new Set<() => void>());
  const tell = useSteady((its: TileStore<Content, Look>) => {
    onTile(its);
    for (const act of came.current) act();
  });
  useEffect(() => {
    setTrouble(undefined);
    if (maker === undefined) {
      setStore(undefined);
      return;
    }
    const its: TileStore<Content, Look> = new TileStore(
      maker,
      view.bounds,
      () => {
        tell(its);
      },
      setTrouble,
    );
    setStore(its);
    return () => {
      its.close();
    };
  }, [maker, view, tell]);
  return {
    store,
    trouble,
    onCame: useCallback((act) => {
      came.current.add(act);
      return () => {
        came.current.delete(act);
      };
    }, []),
  };
}
