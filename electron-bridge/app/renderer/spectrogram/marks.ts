/** Labels and detections over a spectrogram, painted on a canvas of their own. */
import { type Box, boxAt, type Part, type Rect, rectOf, type Size } from "./boxes.js";
import { isInView, type Viewport } from "./viewport.js";

export interface Mark extends Box {
  /** Tells it apart from all others of the recording. */
  id: string;
  /** A person's label, what a model heard, or a box that has no name yet. */
  kind: "label" | "detection" | "draft";
  text: string;
}

/** Narrower than this, in points, a mark is a line, and its text would say nothing. */
const LEAST_WIDTH = 3;
const LEAST_TEXT = 28;
const LINE = 15;
const PADDING = 4;
/** Texts of marks at the same place stand below each other, so many at most. */
const MOST_LINES = 8;

export interface Inks {
  label: string;
  detection: string;
  draft: string;
  /** Behind texts and lines, so that they are read over any picture. */
  behind: string;
  ink: string;
  font: string;
}

/** The colours of the page's theme. */
export function inksOf(element: Element): Inks {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    label: token("--focus"),
    detection: token("--accent"),
    draft: token("--unsure"),
    behind: token("--surface-1"),
    ink: token("--ink-1"),
    font: `12px ${style.fontFamily}`,
  };
}

export function paintMarks(
  context: CanvasRenderingContext2D,
  size: Size,
  view: Viewport,
  marks: readonly Mark[],
  chosen: string | undefined,
  inks: Inks,
): void {
  context.clearRect(0, 0, size.width, size.height);
  context.font = inks.font;
  context.textBaseline = "top";
  const bars = barsOf(marks, view, size);
  const seen = marks.filter(({ start, end }) => isInView(view, start, end));
  // What is chosen lies on top, and people's labels above what models heard.
  const rank = ({ id, kind }: Mark): number => (id === chosen ? 2 : kind === "detection" ? 0 : 1);
  for (const mark of seen.toSorted((one, other) => rank(one) - rank(other))) {
    paintMark(context, size, view, mark, mark.id === chosen, inks, bars.get(mark.id));
  }
}

/**
 * The bars of what models heard, by their ids: each in the first line at the top that has room.
 * What finds no room has none.
 */
export function barsOf(marks: readonly Mark[], view: Viewport, size: Size): Map<string, Rect> {
  const full: number[] = [];
  const bars = new Map<string, Rect>();
  for (const mark of marks) {
    if (mark.kind !== "detection" || !isInView(view, mark.start, mark.end)) continue;
    const { left, right } = rectOf(mark, view, size);
    // Windows that follow each other touch, up to a part of a point.
    const line = Array.from({ length: MOST_LINES }, (_, at) => at).find(
      (at) => (full[at] ?? -Infinity) <= left + 0.5,
    );
    if (line === undefined) continue;
    full[line] = right;
    const top = line * (LINE + 1);
    bars.set(mark.id, { left: Math.max(0, left), right, top, bottom: top + LINE });
  }
  return bars;
}

/** The mark at a point, and the part of it: a box, or the bar of what a model heard. */
export function markAt(
  marks: readonly Mark[],
  view: Viewport,
  size: Size,
  x: number,
  y: number,
): { box: Mark; part: Part } | undefined {
  const boxes = marks.filter(({ kind }) => kind !== "detection");
  const found = boxAt(boxes, view, size, x, y);
  if (found !== undefined) return found;
  for (const [id, { left, right, top, bottom }] of barsOf(marks, view, size)) {
    if (x < left || x > right || y < top || y > bottom) continue;
    const box = marks.find((mark) => mark.id === id);
    if (box !== undefined) return { box, part: "body" };
  }
  return undefined;
}

function paintMark(
  context: CanvasRenderingContext2D,
  size: Size,
  view: Viewport,
  mark: Mark,
  isChosen: boolean,
  inks: Inks,
  bar: Rect | undefined,
): void {
  const rect = rectOf(mark, view, size);
  if (bar !== undefined) paintHeard(context, mark.text, bar, isChosen, inks);
  if (mark.kind === "detection" && !isChosen) return;
  const { left, right, top, bottom } = rect;
  const width = Math.max(1, right - left);
  const colour = inks[mark.kind];
  const outline = (thick: number, ink: string): void => {
    context.lineWidth = thick;
    context.strokeStyle = ink;
    context.strokeRect(left, top + thick / 2, width, Math.max(1, bottom - top - thick));
  };
  context.setLineDash(mark.kind === "draft" ? [6, 4] : []);
  if (width >= LEAST_WIDTH) {
    const thick = isChosen ? 3 : 2;
    outline(thick + 2, inks.behind);
    outline(thick, colour);
  } else {
    context.fillStyle = colour;
    context.fillRect(left, top, width, bottom - top);
  }
  context.setLineDash([]);
  const isNamed = mark.kind !== "detection" && (width >= LEAST_TEXT || isChosen);
  if (isNamed) paintName(context, mark.text, rect, colour, inks);
}

/** The name of a label stands in its box. */
function paintName(
  context: CanvasRenderingContext2D,
  name: string,
  { left, right, top }: Rect,
  colour: string,
  inks: Inks,
): void {
  const from = Math.max(0, left);
  const text = shortened(context, name, Math.max(LEAST_TEXT, right - from) - 2 * PADDING);
  const y = Math.max(0, top);
  context.fillStyle = colour;
  context.fillRect(from, y, context.measureText(text).width + 2 * PADDING, LINE);
  context.fillStyle = inks.behind;
  context.fillText(text, from + PADDING, y + 1);
}

/** What a model heard is a bar as long as its window. */
function paintHeard(
  context: CanvasRenderingContext2D,
  name: string,
  { left, right, top }: Rect,
  isChosen: boolean,
  inks: Inks,
): void {
  const width = Math.max(1, right - left - 1);
  context.globalAlpha = 0.9;
  context.fillStyle = isChosen ? inks.label : inks.behind;
  context.fillRect(left, top, width, LINE);
  context.globalAlpha = 1;
  context.fillStyle = isChosen ? inks.behind : inks.detection;
  context.fillRect(left, top, Math.min(3, width), LINE);
  if (width < LEAST_TEXT) return;
  context.fillStyle = isChosen ? inks.behind : inks.ink;
  context.fillText(shortened(context, name, width - 2 * PADDING - 3), left + 3 + PADDING, top + 1);
}

function shortened(context: CanvasRenderingContext2D, text: string, room: number): string {
  const width = context.measureText(text).width;
  if (width <= room) return text;
  const letters = Math.max(1, Math.floor((text.length * room) / width) - 1);
  return `${text.slice(0, letters)}…`;
}
