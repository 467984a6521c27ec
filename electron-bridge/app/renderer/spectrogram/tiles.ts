/** Pictures that a view is made of: as wide as a power of two of seconds, and kept for the next view. */
import type { PictureAddress } from "@linnet/electron-bridge/page.js";
import type { Bounds, Viewport } from "./viewport.js";

/**
 * Points along each side. The engine's window has twice as many samples as a picture has rows, so
 * more rows would blur time.
 */
const POINTS = 512;

/** 2^-3 s to 2^17 s, which is longer than a day. */
const FINEST = -3;
const COARSEST = 17;

/** From this level on, 1 s a column and more, a picture is drawn from the recording's overview. */
const OF_OVERVIEW = 10;
/** An engine draws longer stretches than this, in seconds, from the overview. */
const MOST_DRAWN = 600;

/** From this level on, all windows of a picture take an engine so long that a first look is worth it. */
const LOOKED_AT = 7;
/** Windows of a column in the first look. */
const LOOKS = 2;

export interface Tile {
  level: number;
  start: number;
  end: number;
  lowHz: number;
  highHz: number;
}

/** The level whose columns are one to two points of the screen. */
export function levelOf(secondsPerPoint: number): number {
  const level = Math.floor(Math.log2(secondsPerPoint * 2 * POINTS));
  return Math.max(FINEST, Math.min(COARSEST, level));
}

/**
 * The frequencies that the pictures of a view show: all, or a half, a quarter … of them. Bands
 * lie a quarter of their width apart, so that a small move up or down needs no other picture.
 */
export function bandOf({ lowHz, highHz }: Viewport, bounds: Bounds): [number, number] {
  const halvings = Math.max(0, Math.floor(Math.log2((0.75 * bounds.highHz) / (highHz - lowHz))));
  const width = bounds.highHz / 2 ** halvings;
  const step = width / 4;
  const low = Math.min(Math.floor(lowHz / step + 1e-9) * step, bounds.highHz - width);
  return [low, low + width];
}

/** The pictures of a view, `more` of them beside it on either side, in the order of time. */
export function tilesOf(view: Viewport, bounds: Bounds, points: number, more = 0): Tile[] {
  const level = levelOf(view.seconds / points);
  const width = 2 ** level;
  const [lowHz, highHz] = bandOf(view, bounds);
  const last = Math.max(0, Math.ceil(bounds.seconds / width) - 1);
  const first = Math.max(0, Math.floor(view.from / width) - more);
  const end = Math.min(last, Math.ceil((view.from + view.seconds) / width) - 1 + more);
  return Array.from({ length: Math.max(0, end - first + 1) }, (_, at) => {
    const start = (first + at) * width;
    return cut({ level, start, end: start + width, lowHz, highHz }, bounds);
  });
}

/** The last picture ends with the recording; one of the overview is longer than the engine draws. */
function cut(tile: Tile, { seconds }: Bounds): Tile {
  const end = Math.min(tile.end, seconds);
  const least = tile.level >= OF_OVERVIEW ? MOST_DRAWN + 1 : 0;
  return { ...tile, end, start: Math.max(0, Math.min(tile.start, end - least)) };
}

/** The next coarser picture over the same time and band. */
export function parentOf(tile: Tile, bounds: Bounds): Tile | undefined {
  if (tile.level >= COARSEST || 2 ** tile.level >= bounds.seconds) return undefined;
  const width = 2 ** (tile.level + 1);
  // The end tells the place: the start of a last picture was moved to the left.
  const start = Math.floor((tile.end - 1e-6) / width) * width;
  return cut({ ...tile, level: tile.level + 1, start, end: start + width }, bounds);
}

/** A tile that is cut by the recording's end has fewer columns. */
export function columnsOf({ level, start, end }: Tile): number {
  return Math.max(1, Math.ceil((POINTS * (end - start)) / 2 ** level));
}

/** Whether a quick look is asked for first, and the whole once the view rests. */
export function hasQuickLook({ level }: Tile): boolean {
  return level >= LOOKED_AT && level < OF_OVERVIEW;
}

export interface Source {
  recordingId: number;
  channel?: number;
  /** Draw what this model hears, as far as it is close enough. */
  model?: string;
}

/** To this level, 64 s a picture, an engine draws a model's own bands soon enough. */
const HEARD_TO = 6;

/** Whether a view shows pictures of what a model hears, and not plain ones. */
export function showsHeard(secondsPerPoint: number): boolean {
  return levelOf(secondsPerPoint) <= HEARD_TO;
}

export function addressOf(
  tile: Tile,
  source: Source,
  bounds: Bounds,
  quick: boolean,
): PictureAddress {
  const { start, end, lowHz, highHz } = tile;
  const isWhole = lowHz === 0 && highHz === bounds.highHz;
  const { model, ...recording } = source;
  return {
    ...recording,
    ...(model !== undefined && tile.level <= HEARD_TO && { model }),
    start,
    end,
    width: columnsOf(tile),
    height: POINTS,
    ...(!isWhole && { lowHz, highHz }),
    ...(quick && { looks: LOOKS }),
  };
}
