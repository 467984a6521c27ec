/** Paints a long spectrogram and the marks over it, once a frame at most. */
import { type RefObject, useEffect, useRef } from "react";
import { useSettings } from "../data/settings.js";
import type { Box, Size } from "./boxes.js";
import { inksOf, type Mark, paintMarks } from "./marks.js";
import { paintView } from "./paint-view.js";
import { tilesOf } from "./tiles.js";
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
  live: { current: Live | undefined; onChange: (act: () => void) => () => void };
}

type Canvas = RefObject<HTMLCanvasElement | null>;

export function usePainting(given: Painting): { picture: Canvas; over: Canvas } {
  const { tiles, store, size, marks, chosen, live } = given;
  const { store: kept, look, onCame, width: tellWidth } = tiles;
  const picture = useRef<HTMLCanvasElement>(null);
  const over = useRef<HTMLCanvasElement>(null);
  const theme = useSettings(({ settings }) => settings.theme);
  const { colours, contrast } = look;
  useEffect(() => {
    const context = sized(picture.current, size)?.getContext("2d");
    if (context == null || kept === undefined || size.width === 0) return;
    const points = size.width * devicePixelRatio;
    tellWidth(points);
    const paint = perFrame(() => {
      context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
      const { view } = store.getState();
      const inView = tilesOf(view, store.bounds, points);
      const own = paintView(context, size, view, inView, kept);
      // Whether all that is in view is as sharp as it will be; for tests, and for style.
      context.canvas.dataset.sharp = String(own === inView.length);
    });
    const want = perFrame(() => {
      const { view } = store.getState();
      const inView = tilesOf(view, store.bounds, points);
      const names = new Set(inView.map(({ start }) => start));
      const beside = tilesOf(view, store.bounds, points, 1).filter(
        ({ start }) => !names.has(start),
      );
      kept.want(inView, beside, { colours, contrast });
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
  }, [kept, store, size, colours, contrast, onCame, tellWidth]);
  useEffect(() => {
    const canvas = sized(over.current, size);
    const context = canvas?.getContext("2d");
    if (canvas === null || context == null || size.width === 0) return;
    const inks = inksOf(canvas);
    const paint = perFrame(() => {
      context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
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

function sized(
  canvas: HTMLCanvasElement | null,
  { width, height }: Size,
): HTMLCanvasElement | null {
  if (canvas === null) return null;
  canvas.width = Math.round(width * devicePixelRatio);
  canvas.height = Math.round(height * devicePixelRatio);
  return canvas;
}

/** However often it is asked for, the work is done once in the next frame. */
function perFrame(work: () => void): { ask: () => void; stop: () => void } {
  let frame: number | undefined;
  return {
    ask: () => {
      frame ??= requestAnimationFrame(() => {
        frame = undefined;
        work();
      });
    },
    stop: () => {
      if (frame !== undefined) cancelAnimationFrame(frame);
    },
  };
}
