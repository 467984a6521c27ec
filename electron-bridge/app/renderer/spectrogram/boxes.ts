/** Boxes over a spectrogram: where they stand, and what the pointer touches. */
import { type Bounds, shareOf, type Viewport } from "./viewport.js";

export interface Box {
  start: number;
  end: number;
  /** Null: all frequencies. */
  lowHz: number | null;
  highHz: number | null;
}

export interface Size {
  width: number;
  height: number;
}

export interface Rect {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Points around an edge in which the pointer takes hold of it. */
const EDGE = 6;

/** The least that a drawn box may be: what a hand does on a click is no box. */
export const LEAST_DRAG = 4;

export const PARTS = ["body", "w", "e", "n", "s", "nw", "ne", "sw", "se"] as const;
export type Part = (typeof PARTS)[number];

export function timeAt(view: Viewport, x: number, { width }: Size): number {
  return view.from + (x / width) * view.seconds;
}

export function hzAt(view: Viewport, y: number, { height }: Size): number {
  return view.highHz - (y / height) * (view.highHz - view.lowHz);
}

export function rectOf(box: Box, view: Viewport, { width, height }: Size): Rect {
  const y = (hz: number): number => ((view.highHz - hz) / (view.highHz - view.lowHz)) * height;
  return {
    left: shareOf(view, box.start) * width,
    right: shareOf(view, box.end) * width,
    top: box.highHz === null ? 0 : y(box.highHz),
    bottom: box.lowHz === null ? height : y(box.lowHz),
  };
}

/** The part of a rectangle at a point; a box of all frequencies has no upper and lower edge. */
export function partAt(rect: Rect, x: number, y: number, hasBand: boolean): Part | undefined {
  const { left, right, top, bottom } = rect;
  if (x < left - EDGE || x > right + EDGE || y < top - EDGE || y > bottom + EDGE) return undefined;
  // Of a box narrower than two edges, the middle half stays its body.
  const reach = (from: number, to: number): number => Math.min(EDGE, (to - from) / 4);
  const [dx, dy] = [reach(left, right), reach(top, bottom)];
  const vertical = !hasBand ? "" : y < top + dy ? "n" : y > bottom - dy ? "s" : "";
  const horizontal = x < left + dx ? "w" : x > right - dx ? "e" : "";
  const part = PARTS.find((each) => each === vertical + horizontal);
  return part ?? "body";
}

/** The smallest box at a point, and the part of it; boxes that are too small to hold come first. */
export function boxAt<Its extends Box>(
  boxes: readonly Its[],
  view: Viewport,
  size: Size,
  x: number,
  y: number,
): { box: Its; part: Part } | undefined {
  let best: { box: Its; part: Part; area: number } | undefined;
  for (const box of boxes) {
    const rect = rectOf(box, view, size);
    const part = partAt(rect, x, y, box.lowHz !== null || box.highHz !== null);
    if (part === undefined) continue;
    const area = (rect.right - rect.left) * (rect.bottom - rect.top);
    if (best === undefined || area < best.area) best = { box, part, area };
  }
  return best && { box: best.box, part: best.part };
}

/** A box after one of its parts was moved by seconds and hertz; its edges never cross. */
export function dragged(box: Box, part: Part, seconds: number, hz: number, bounds: Bounds): Box {
  if (part === "body") return shifted(box, seconds, hz, bounds);
  const start = part.includes("w") ? box.start + seconds : box.start;
  const end = part.includes("e") ? box.end + seconds : box.end;
  const low = part.includes("s") && box.lowHz !== null ? box.lowHz + hz : box.lowHz;
  const high = part.includes("n") && box.highHz !== null ? box.highHz + hz : box.highHz;
  return fitting(
    {
      start: Math.min(start, end),
      end: Math.max(start, end),
      lowHz: low !== null && high !== null ? Math.min(low, high) : low,
      highHz: low !== null && high !== null ? Math.max(low, high) : high,
    },
    bounds,
  );
}

/** Move a box without changing its size; it stops at the borders of the recording. */
function shifted(box: Box, seconds: number, hz: number, bounds: Bounds): Box {
  const by = Math.max(-box.start, Math.min(seconds, bounds.seconds - box.end));
  const up = Math.max(
    -(box.lowHz ?? 0),
    Math.min(hz, bounds.highHz - (box.highHz ?? bounds.highHz)),
  );
  return {
    start: box.start + by,
    end: box.end + by,
    lowHz: box.lowHz === null ? null : box.lowHz + up,
    highHz: box.highHz === null ? null : box.highHz + up,
  };
}

/** The least length of a label, in seconds, and the least height, in hertz. */
export const LEAST_SECONDS = 0.001;
export const LEAST_HZ = 1;

/** A box within the recording, in whole milliseconds and hertz. */
export function fitting(box: Box, bounds: Bounds): Box {
  const start = round(clamp(box.start, 0, bounds.seconds - 2 * LEAST_SECONDS), 1000);
  const last = Math.floor(bounds.seconds * 1000) / 1000;
  const end = Math.min(round(Math.max(box.end, start + LEAST_SECONDS), 1000), last);
  const lowHz =
    box.lowHz === null ? null : Math.round(clamp(box.lowHz, 0, bounds.highHz - LEAST_HZ));
  const highHz =
    box.highHz === null
      ? null
      : Math.round(clamp(box.highHz, (lowHz ?? 0) + LEAST_HZ, bounds.highHz));
  return { start, end, lowHz, highHz };
}

/** The box between two points of a drag; `allHz`: the label is of a time alone. */
export function drawn(
  view: Viewport,
  size: Size,
  from: { x: number; y: number },
  to: { x: number; y: number },
  allHz: boolean,
  bounds: Bounds,
): Box {
  const [left, right] = [from.x, to.x].sort((one, other) => one - other) as [number, number];
  const [top, bottom] = [from.y, to.y].sort((one, other) => one - other) as [number, number];
  return fitting(
    {
      start: timeAt(view, left, size),
      end: timeAt(view, right, size),
      lowHz: allHz ? null : hzAt(view, bottom, size),
      highHz: allHz ? null : hzAt(view, top, size),
    },
    bounds,
  );
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}

function round(value: number, parts: number): number {
  return Math.round(value * parts) / parts;
}
