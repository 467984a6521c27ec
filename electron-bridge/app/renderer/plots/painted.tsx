/** A drawing on a canvas, in the colours that the page has now. */
import { useEffect, useRef } from "react";
import { useSettings } from "../data/settings.js";
import { LOOKS, paletteNow, type Palette } from "./palette.js";
import { canvasPen, type Pen } from "./pen.js";

export interface Drawn<Figure> {
  width: number;
  height: number;
  draw: (pen: Pen, figure: Figure, palette: Palette) => void;
  figure: Figure;
}

export function Painted<Figure>({ drawing }: { drawing: Drawn<Figure> }): React.JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  // The theme is dressed before effects of this rendering run.
  const theme = useSettings(({ settings }) => settings.theme);
  const { width, height } = drawing;
  useEffect(() => {
    const paint = (): void => {
      if (canvas.current !== null) paintOn(canvas.current, drawing);
    };
    paint();
    const looks = LOOKS.map((each) => window.matchMedia(each));
    // The page's own theme follows the system's first.
    const later = (): void => {
      requestAnimationFrame(paint);
    };
    for (const look of looks) look.addEventListener("change", later);
    return () => {
      for (const look of looks) look.removeEventListener("change", later);
    };
  }, [drawing, theme]);
  return <canvas ref={canvas} className="painted" style={{ width, height }} aria-hidden="true" />;
}

/** Paint a drawing, sharp on any screen. */
export function paintOn<Figure>(
  canvas: HTMLCanvasElement,
  { width, height, draw, figure }: Drawn<Figure>,
): void {
  const ratio = window.devicePixelRatio;
  canvas.width = Math.max(1, Math.round(width * ratio));
  canvas.height = Math.max(1, Math.round(height * ratio));
  const context = canvas.getContext("2d");
  if (context === null) return;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  draw(canvasPen(context), figure, paletteNow());
}
