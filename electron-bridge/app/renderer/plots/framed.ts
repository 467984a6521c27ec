/** A plot for paper: a title, what it is of, the plot in light colours, and the legend. */
import { type Plane, type Scale } from "./cells.js";
import { drawFigure, type FigureWords } from "./figure.js";
import { type Layout, layoutOf } from "./layout.js";
import { PRINT } from "./palette.js";
import type { Drawing, Pen } from "./pen.js";
import { drawSwatch, SWATCHES, type Swatch, SWATCH_HEIGHT, swatchWidth } from "./swatches.js";

const WIDTH = 1000;
const ROW = 14;
const MARGIN = 20;
const HEAD = 52;
const FOOT = 28;
const GAP = 8;

export interface Framed {
  /** The name that is read first, and the scientific one. */
  title: string;
  species: string;
  /** The filters and the scale. */
  about: string;
  legend: Record<Swatch, string>;
}

/** The same pen, with another origin. */
export function moved(pen: Pen, dx: number, dy: number): Pen {
  type Some = Parameters<Pen["edge"]>[0];
  const all = (rects: Some): Some =>
    rects.map((each) => ({ ...each, x: each.x + dx, y: each.y + dy }));
  return {
    fill: (rects, ...rest) => {
      pen.fill(all(rects), ...rest);
    },
    edge: (rects, colour) => {
      pen.edge(all(rects), colour);
    },
    slash: (rects, colour) => {
      pen.slash(all(rects), colour);
    },
    write: (text, x, y, ...rest) => {
      pen.write(text, x + dx, y + dy, ...rest);
    },
  };
}

/** A drawing with its head around it. */
export function headed(
  { title, species, about }: Omit<Framed, "legend">,
  { width, height, draw }: Drawing,
): Drawing {
  return {
    width: Math.max(width, 480) + 2 * MARGIN,
    height: HEAD + height + MARGIN,
    draw: (pen) => {
      pen.write(title, MARGIN, 20, PRINT.ink, { size: 16, isBold: true });
      if (species !== title) {
        pen.write(species, MARGIN + Math.max(width, 480), 20, PRINT.ink, {
          ...{ anchor: "end", size: 14, isItalic: true },
        });
      }
      pen.write(about, MARGIN, 40, PRINT.quiet);
      draw(moved(pen, MARGIN, HEAD));
    },
  };
}

/** A heat map as it is saved. */
export function framed(
  plane: Plane,
  { scale, most }: { scale: Scale; most: number },
  wordsOf: (layout: Layout) => FigureWords,
  texts: Framed,
): Drawing {
  const layout = layoutOf(plane, WIDTH, ROW);
  const figure = { plane, layout, scale, most, words: wordsOf(layout) };
  return headed(texts, {
    width: layout.width,
    height: layout.height + FOOT,
    draw: (pen) => {
      drawFigure(pen, figure, PRINT);
      let x = layout.xs[0] ?? 0;
      const y = layout.height + GAP;
      for (const swatch of SWATCHES) {
        drawSwatch(pen, swatch, PRINT, x, y);
        x += swatchWidth(swatch) + 5;
        const text = texts.legend[swatch];
        pen.write(text, x, y + SWATCH_HEIGHT / 2, PRINT.quiet, { size: 11 });
        // No text is measured: SVG has another font than this computer.
        x += text.length * 6.2 + 16;
      }
    },
  });
}
