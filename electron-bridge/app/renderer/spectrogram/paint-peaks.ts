/** Paints the waveform of the part in view from the peaks that are here, and tells how loud it is. */
import type { Size } from "./boxes.js";
import type { Peaks } from "./peaks.js";
import type { TileStore } from "./tile-store.js";
import type { Tile } from "./tiles.js";
import type { Viewport } from "./viewport.js";

/** Points at both edges that mark a column of full scale, and the least of its width. */
const MARK = 5;
const LEAST_MARK = 2;

export interface WaveInks {
  wave: string;
  full: string;
  line: string;
}

/** The colours of the page's theme. */
export function waveInksOf(element: Element): WaveInks {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return { wave: token("--accent"), full: token("--wrong"), line: token("--line") };
}

/** The columns of a tile in view: each with its left and right edge, in points. */
interface Column {
  left: number;
  right: number;
  at: number;
  peaks: Peaks;
}

function* columnsIn(
  { width }: Size,
  view: Viewport,
  tile: Tile,
  of: Tile,
  peaks: Peaks,
): Generator<Column> {
  const many = peaks.full.length;
  const [columns, points] = [many / (of.end - of.start), width / view.seconds];
  const start = Math.max(tile.start, of.start, view.from);
  const end = Math.min(tile.end, of.end, view.from + view.seconds);
  const first = Math.max(0, Math.floor((start - of.start) * columns));
  const last = Math.min(many, Math.ceil((end - of.start) * columns));
  for (let at = first; at < last; at++) {
    const from = of.start + at / columns;
    const left = (Math.max(start, from) - view.from) * points;
    const right = (Math.min(end, from + 1 / columns) - view.from) * points;
    yield { left, right, at, peaks };
  }
}

function* inView(
  size: Size,
  view: Viewport,
  tiles: readonly Tile[],
  store: TileStore<Peaks, undefined>,
): Generator<Column> {
  for (const tile of tiles) {
    const own = store.get(tile);
    const coarser = own === undefined ? store.coarser(tile) : undefined;
    const of = coarser?.tile ?? tile;
    const peaks = own?.content ?? coarser?.content;
    if (peaks !== undefined) yield* columnsIn(size, view, tile, of, peaks);
  }
}

/** Paint the tiles; the answer is how many stand in their own peaks. */
export function paintPeaks(
  context: CanvasRenderingContext2D,
  size: Size,
  view: Viewport,
  tiles: readonly Tile[],
  store: TileStore<Peaks, undefined>,
  inks: WaveInks,
): number {
  const { width, height } = size;
  const middle = height / 2;
  context.clearRect(0, 0, width, height);
  context.fillStyle = inks.line;
  context.fillRect(0, middle - 0.5, width, 1);
  const full: Column[] = [];
  context.beginPath();
  for (const column of inView(size, view, tiles, store)) {
    const { left, right, at, peaks } = column;
    const top = middle - (peaks.places[2 * at + 1] ?? 0) * middle;
    const bottom = middle - (peaks.places[2 * at] ?? 0) * middle;
    context.rect(left, top, right - left, Math.max(1, bottom - top));
    if (peaks.full[at] === 1) full.push(column);
  }
  context.fillStyle = inks.wave;
  context.fill();
  context.fillStyle = inks.full;
  for (const { left, right } of full) {
    const wide = Math.max(LEAST_MARK, right - left);
    context.fillRect(left, 0, wide, MARK);
    context.fillRect(left, height - MARK, wide, MARK);
  }
  return tiles.filter((tile) => store.get(tile) !== undefined).length;
}

export interface Loudness {
  /** The place along the axis of the loudest sample in view. */
  place: number;
  /** Whether sound in view reaches full scale. */
  isFull: boolean;
}

/** How loud the part in view is; undefined while none of it is here. */
export function loudnessOf(
  view: Viewport,
  tiles: readonly Tile[],
  store: TileStore<Peaks, undefined>,
): Loudness | undefined {
  let loudest: Loudness | undefined;
  for (const { at, peaks } of inView({ width: 1, height: 1 }, view, tiles, store)) {
    const { place = 0, isFull = false } = loudest ?? {};
    const here = Math.max(-(peaks.places[2 * at] ?? 0), peaks.places[2 * at + 1] ?? 0);
    loudest = { place: Math.max(place, here), isFull: isFull || peaks.full[at] === 1 };
  }
  return loudest;
}
