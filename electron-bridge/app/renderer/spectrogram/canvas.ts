/** A canvas in points of the screen, and work that is done once a frame. */
import type { Size } from "./boxes.js";

/** Give a canvas as many points as the screen has; returns what draws in points of the page. */
export function sized(
  canvas: HTMLCanvasElement | null,
  { width, height }: Size,
): CanvasRenderingContext2D | undefined {
  if (canvas === null || width === 0) return undefined;
  canvas.width = Math.round(width * devicePixelRatio);
  canvas.height = Math.round(height * devicePixelRatio);
  const context = canvas.getContext("2d") ?? undefined;
  context?.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  return context;
}

/** However often it is asked for, the work is done once in the next frame. */
export function perFrame(work: () => void): { ask: () => void; stop: () => void } {
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
