/** Paints the tiles that are in view onto a canvas, once a frame at most, and asks for those to come. */
import { type RefObject, useEffect } from "react";
import { useSteady } from "../ui/steady.js";
import type { Size } from "./boxes.js";
import { perFrame, sized } from "./canvas.js";
import type { Kinds } from "./use-tile-store.js";
import { type Tile, tilesOf } from "./tiles.js";
import type { ViewStore } from "./view-store.js";
import type { Viewport } from "./viewport.js";

interface Tiled<Content, Look> {
  canvas: RefObject<HTMLCanvasElement | null>;
  size: Size;
  view: ViewStore;
  kinds: Kinds<Content, Look>;
  look: Look;
  /** The frequencies whose tiles are wanted, if not those in view. */
  band?: (view: Viewport) => Viewport;
  /** Paint the tiles in view; the answer is how many are as sharp as they will be. */
  paint: (context: CanvasRenderingContext2D, view: Viewport, tiles: readonly Tile[]) => number;
  /** Changes where what is kept has to be painted in another way. */
  style?: string;
}

export function useTiled<Content, Look>(given: Tiled<Content, Look>): void {
  const { canvas, size, view: store, kinds, look, style } = given;
  const { store: kept, onCame } = kinds;
  const paintTiles = useSteady(given.paint);
  const inBand = useSteady(given.band ?? ((view: Viewport) => view));
  useEffect(() => {
    const context = sized(canvas.current, size);
    if (context === undefined || kept === undefined) return;
    const points = size.width * devicePixelRatio;
    const around = (more: number): Tile[] =>
      tilesOf(inBand(store.getState().view), store.bounds, points, more);
    const paint = perFrame(() => {
      const inView = around(0);
      const own = paintTiles(context, store.getState().view, inView);
      // Whether all that is in view is as sharp as it will be; for tests, and for style.
      context.canvas.dataset.sharp = String(own === inView.length);
    });
    const want = perFrame(() => {
      const inView = around(0);
      const names = new Set(inView.map(({ start }) => start));
      kept.want(
        inView,
        around(1).filter(({ start }) => !names.has(start)),
        look,
      );
    });
    const both = (): void => {
      want.ask();
      paint.ask();
    };
    both();
    const unsubscribe = store.subscribe((now, before) => {
      if (now.view !== before.view) both();
    });
    const uncame = onCame(paint.ask);
    return () => {
      unsubscribe();
      uncame();
      paint.stop();
      want.stop();
    };
  }, [canvas, kept, store, size, look, style, onCame, paintTiles, inBand]);
}
