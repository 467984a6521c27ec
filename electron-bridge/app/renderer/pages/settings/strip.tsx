/** A map of colours from quiet to loud, as a small strip. */
import { useEffect, useRef } from "react";
import { type Colours, table } from "../../theme/colormaps.js";

const WIDTH = 256;
const HEIGHT = 14;

export function Strip({ colours }: { colours: Colours }): React.JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const row = table(colours);
    const points = new Uint8ClampedArray(row.length * HEIGHT);
    for (let line = 0; line < HEIGHT; line++) points.set(row, line * row.length);
    canvas.current?.getContext("2d")?.putImageData(new ImageData(points, WIDTH, HEIGHT), 0, 0);
  }, [colours]);
  return <canvas ref={canvas} className="strip" width={WIDTH} height={HEIGHT} aria-hidden="true" />;
}
