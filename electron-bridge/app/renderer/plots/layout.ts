/** Where the parts of a heat map stand: cells, the bars beside and below them, and their texts. */
import type { Block, Place, Plane } from "./cells.js";
import { sorted } from "./cells.js";
import { HOURS } from "./columns.js";
import type { Rect } from "./pen.js";

export interface Layout {
  width: number;
  height: number;
  /** Edges of the columns and rows of cells; there is one more edge than cells. */
  xs: readonly number[];
  ys: readonly number[];
  /** The bars of the hours, right of the cells. */
  right: { x: number; width: number };
  /** The bars of the columns, below the cells. */
  low: { y: number; height: number };
}

const LEFT = 44;
const TOP = 6;
const GAP = 8;
const RIGHT_WIDTH = 84;
const LOW_HEIGHT = 40;
const TEXT_HEIGHT = 20;
/** Few columns do not become as wide as the window. */
const WIDEST = 36;

export function layoutOf({ columns }: Plane, width: number, rowHeight: number): Layout {
  const room = Math.max(60, width - LEFT - GAP - RIGHT_WIDTH - 2);
  const each = Math.min(WIDEST, room / Math.max(1, columns.length));
  const xs = Array.from({ length: columns.length + 1 }, (_, at) => LEFT + Math.round(at * each));
  const ys = Array.from({ length: HOURS + 1 }, (_, at) => TOP + at * rowHeight);
  const end = xs.at(-1) ?? LEFT;
  const bottom = ys.at(-1) ?? TOP;
  const low = { y: bottom + GAP, height: LOW_HEIGHT };
  return {
    width: end + GAP + RIGHT_WIDTH + 2,
    height: low.y + low.height + TEXT_HEIGHT,
    xs,
    ys,
    right: { x: end + GAP, width: RIGHT_WIDTH },
    low,
  };
}

/** The rectangle of a place: a cell, or the bar of a sum. */
export function rectOf({ xs, ys, right, low }: Layout, { column, hour }: Place): Rect {
  const x = column < xs.length - 1 ? (xs[column] ?? 0) : right.x;
  const y = hour < HOURS ? (ys[hour] ?? 0) : low.y;
  const width = column < xs.length - 1 ? (xs[column + 1] ?? x) - x : right.width;
  const height = hour < HOURS ? (ys[hour + 1] ?? y) - y : low.height;
  return { x, y, width, height };
}

export function blockRect(layout: Layout, block: Block): Rect {
  const { from, to } = sorted(block);
  const one = rectOf(layout, from);
  const other = rectOf(layout, to);
  return {
    x: one.x,
    y: one.y,
    width: other.x + other.width - one.x,
    height: other.y + other.height - one.y,
  };
}

/** The place at a point; undefined between and outside of them. */
export function placeAt(layout: Layout, x: number, y: number): Place | undefined {
  const { xs, ys, right, low } = layout;
  const column = indexOf(xs, x) ?? (inside(x, right.x, right.width) ? xs.length - 1 : undefined);
  const hour = indexOf(ys, y) ?? (inside(y, low.y, low.height) ? HOURS : undefined);
  return column === undefined || hour === undefined ? undefined : { column, hour };
}

const inside = (value: number, from: number, length: number): boolean =>
  value >= from && value < from + length;

function indexOf(edges: readonly number[], value: number): number | undefined {
  const at = edges.findLastIndex((edge) => edge <= value);
  return at < 0 || at >= edges.length - 1 ? undefined : at;
}
