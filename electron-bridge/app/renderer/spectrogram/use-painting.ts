/** Paints a long spectrogram and the marks over it, once a frame at most. */
import { type RefObject, useEffect, useRef } from "react";
import { useSettings } from "../data/settings.js";
import type { Box, Size } from "./boxes.js";
import type { LiveBox } from "./box-pointer.js";
import { perFrame, sized } from "./canvas.js";
import { inksOf, type Mark, paintMarks } from "./marks.js";
import { paintView } from "./paint-view.js";
import { useTiled } from "./use-tiled.js";
import type { Tiles } from "./use-tiles.js";
import type { ViewStore } from "./view-store.js";

/** A box that the pointer holds now; without an id, one that is being drawn. */
export interface Live {
  id: string | undefined;
  box: Box;
}

interface Painting {
  tiles: Tiles;
  store: ViewStore;
  marks: readonly Mark[];
  chosen: string | undefined;
  size: Size;
  live: Pick<LiveBox, "current" | "onChange">;
}

type Canvas = RefObject<HTMLCanvasElement | null>;

export function usePainting(given: Painting): { picture: Canvas; over: Canvas } {
  const { tiles, store, size, marks, chosen, live } = given;
  const { store: kept, look, width: tellWidth } = tiles;
  const picture = useRef<HTMLCanvasElement>(null);
  const over = useRef<HTMLCanvasElement>(null);
  const theme = useSettings(({ settings }) => settings.theme);
  useEffect(() => {
    tellWidth(size.width * devicePixelRatio);
  }, [size, tellWidth]);
  useTiled({
    ...{ canvas: picture, size, view: store, kinds: tiles, look },
    paint: (context, view, inView) =>
      kept === undefined ? 0 : paintView(context, size, view, inView, kept),
  });
  useEffect(() => {
    const canvas = over.current;
    const context = sized(canvas, size);
    if (canvas === null || context === undefined) return;
    const inks = inksOf(canvas);
    const paint = perFrame(() => {
      const shown = withLive(marks, live.current);
      paintMarks(context, size, store.getState().view, shown, chosen, inks);
    });
    paint.ask();
    const unsubscribe = store.subscribe((now, before) => {
      if (now.view !== before.view) paint.ask();
    });
    const unfollow = live.onChange(paint.ask);
    return () => {
      unsubscribe();
      unfollow();
      paint.stop();
    };
  }, [store, size, marks, chosen, live, theme]);
  return { picture, over };
}

function withLive(marks: readonly Mark[], live: Live | undefined): readonly Mark[] {
  if (live === undefined) return marks;
  if (live.id === undefined) return [...marks, { id: "", kind: "draft", text: "", ...live.box }];
  return marks.map((mark) => (mark.id === live.id ? { ...mark, ...live.box } : mark));
}
