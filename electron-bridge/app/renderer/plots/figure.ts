/** Draws a heat map: cells, bars of the hours and of the columns, and their texts. */
import { type Cell, isLittle, kindOf, mostOf, type Plane, type Scale, valueOf } from "./cells.js";
import { HOURS } from "./columns.js";
import { type Layout, rectOf } from "./layout.js";
import type { Palette } from "./palette.js";
import type { Pen, Rect } from "./pen.js";

export interface Figure {
  plane: Plane;
  layout: Layout;
  scale: Scale;
  /** The value that has the full colour; several plots share it. */
  most: number;
  words: FigureWords;
}

/** Texts of the axes. */
export interface FigureWords {
  hour: (hour: number) => string;
  /** What stands under a column; undefined where nothing does. */
  column: (at: number) => string | undefined;
  /** A value with its unit, such as "2.1 per hour". */
  value: (value: number) => string;
}

/** Steps of colour; more could not be told apart. */
const STEPS = 24;
const FAINTEST = 0.24;
/** From this size on, a cell has room for its edge and marks. */
const ROOMY = 6;
const HOUR_TEXTS = 6;

export function drawFigure(pen: Pen, figure: Figure, palette: Palette): void {
  drawCells(pen, figure, palette);
  drawBars(pen, figure, palette);
  drawTexts(pen, figure, palette);
}

/** How strong the colour of a value is: roots, so that small ones are seen beside large ones. */
export function strength(value: number, most: number): number {
  const share = most > 0 ? Math.min(1, Math.sqrt(value / most)) : 0;
  return FAINTEST + (1 - FAINTEST) * (Math.round(share * STEPS) / STEPS);
}

export function drawCells(
  pen: Pen,
  { plane, layout, scale, most }: Omit<Figure, "words">,
  palette: Palette,
): void {
  const points: Rect[] = [];
  const silent: Rect[] = [];
  const unanalysed: Rect[] = [];
  const little: Rect[] = [];
  const heard = new Map<number, Rect[]>();
  plane.cells.forEach((cells, column) => {
    cells.forEach((cell, hour) => {
      const rect = spaced(rectOf(layout, { column, hour }));
      const kind = kindOf(cell);
      if (kind === "unrecorded") points.push(middle(rect));
      else if (kind === "silent") silent.push(rect);
      else if (kind === "unanalysed") unanalysed.push(rect);
      else {
        const step = strength(valueOf(cell, scale) ?? 0, most);
        const same = heard.get(step);
        if (same === undefined) heard.set(step, [rect]);
        else same.push(rect);
      }
      if (plane.unit !== "date" && isLittle(cell)) little.push(corner(rect));
    });
  });
  pen.fill(points, palette.point);
  pen.fill(silent, palette.silent);
  const edged = silent.filter(({ width, height }) => width >= ROOMY && height >= ROOMY);
  pen.edge(edged, palette.point);
  pen.slash(unanalysed, palette.edge);
  for (const [step, rects] of heard) pen.fill(rects, palette.heard, step);
  pen.fill(little, palette.ink);
}

/** A point's breadth between cells that have room for it. */
function spaced({ x, y, width, height }: Rect): Rect {
  return { x, y, width: width > 4 ? width - 1 : width, height: height > 4 ? height - 1 : height };
}

function middle({ x, y, width, height }: Rect): Rect {
  const size = Math.min(width, height) >= ROOMY ? 2 : 1;
  const half = (length: number): number => Math.floor((length - size) / 2);
  return { x: x + Math.max(0, half(width)), y: y + half(height), width: size, height: size };
}

/** The mark of little effort. */
function corner({ x, y, width, height }: Rect): Rect {
  const size = Math.max(1, Math.min(3, width / 3, height / 3));
  return { x: x + width - size, y, width: size, height: size };
}

function drawBars(pen: Pen, { plane, layout, scale }: Figure, palette: Palette): void {
  const { right, low } = layout;
  const filled: Rect[] = [];
  const hollow: Rect[] = [];
  const bar = (cell: Cell, rect: Rect): void => {
    if (rect.width > 0 && rect.height > 0) (isLittle(cell) ? hollow : filled).push(rect);
  };
  const share = (cell: Cell, most: number): number =>
    most > 0 ? Math.min(1, (valueOf(cell, scale) ?? 0) / most) : 0;
  const mostHour = mostOf(plane.byHour, scale);
  plane.byHour.forEach((cell, hour) => {
    const { y, height } = spaced(rectOf(layout, { column: 0, hour }));
    bar(cell, { x: right.x, y, width: Math.round(share(cell, mostHour) * right.width), height });
  });
  const mostColumn = mostOf(plane.byColumn, scale);
  plane.byColumn.forEach((cell, column) => {
    const { x, width } = spaced(rectOf(layout, { column, hour: HOURS }));
    const height = Math.round(share(cell, mostColumn) * low.height);
    bar(cell, { x, y: low.y + low.height - height, width, height });
  });
  pen.fill(filled, palette.heard);
  pen.edge(hollow, palette.heard);
  const line = { x: layout.xs[0] ?? 0, y: low.y + low.height, width: 0, height: 1 };
  pen.fill([{ ...line, width: (layout.xs.at(-1) ?? 0) - line.x }], palette.edge);
  const tall = (layout.ys.at(-1) ?? 0) - (layout.ys[0] ?? 0);
  pen.fill([{ x: right.x - 1, y: layout.ys[0] ?? 0, width: 1, height: tall }], palette.edge);
}

function drawTexts(pen: Pen, figure: Figure, palette: Palette): void {
  const { plane, layout, scale, words } = figure;
  plane.hours.forEach((hour, at) => {
    if (at % HOUR_TEXTS !== 0) return;
    const y = ((layout.ys[at] ?? 0) + (layout.ys[at + 1] ?? 0)) / 2;
    pen.write(words.hour(hour), (layout.xs[0] ?? 0) - 6, y, palette.quiet, { anchor: "end" });
  });
  const y = layout.low.y + layout.low.height + 11;
  plane.columns.forEach((_, at) => {
    const text = words.column(at);
    if (text !== undefined) pen.write(text, layout.xs[at] ?? 0, y, palette.quiet);
  });
  const size = 11;
  const byHour = mostOf(plane.byHour, scale);
  if (byHour > 0) {
    // The longest bar is as long as this says.
    const x = layout.right.x + layout.right.width;
    const top = layout.low.y + 6;
    pen.write(words.value(byHour), x, top, palette.quiet, { anchor: "end", size });
  }
  const byColumn = mostOf(plane.byColumn, scale);
  if (byColumn > 0) {
    const x = layout.right.x;
    const low = layout.low.y + layout.low.height - 6;
    pen.write(words.value(byColumn), x, low, palette.quiet, { size });
  }
}
