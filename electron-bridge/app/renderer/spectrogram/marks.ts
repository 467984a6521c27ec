/** Labels and detections over a spectrogram, painted on a canvas of their own. */
import { type Box, rectOf, type Size } from "./boxes.js";
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
    detection: token("--line"),
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
  const lines = new Lines();
  const seen = marks.filter(({ start, end }) => isInView(view, start, end));
  // What is chosen lies on top, and people's labels above what models heard.
  const rank = ({ id, kind }: Mark): number => (id === chosen ? 2 : kind === "detection" ? 0 : 1);
  for (const mark of seen.toSorted((one, other) => rank(one) - rank(other))) {
    paintMark(context, size, view, mark, mark.id === chosen, inks, lines);
  }
}

/** The lines that texts have taken: the x up to which each is full. */
class Lines {
  readonly #full: number[] = [];

  take(left: number, right: number): number | undefined {
    for (let line = 0; line < MOST_LINES; line++) {
      if ((this.#full[line] ?? -Infinity) > left) continue;
      this.#full[line] = right;
      return line;
    }
    return undefined;
  }
}

function paintMark(
  context: CanvasRenderingContext2D,
  size: Size,
  view: Viewport,
  mark: Mark,
  isChosen: boolean,
  inks: Inks,
  lines: Lines,
): void {
  const { left, right, top, bottom } = rectOf(mark, view, size);
  const width = Math.max(1, right - left);
  const colour = inks[mark.kind];
  const outline = (thick: number, ink: string): void => {
    context.lineWidth = thick;
    context.strokeStyle = ink;
    context.strokeRect(left, top + thick / 2, width, Math.max(1, bottom - top - thick));
  };
  context.setLineDash(mark.kind === "draft" ? [6, 4] : []);
  context.globalAlpha = mark.kind === "detection" && !isChosen ? 0.7 : 1;
  if (width >= LEAST_WIDTH) {
    const thick = isChosen ? 3 : mark.kind === "detection" ? 1 : 2;
    outline(thick + 2, inks.behind);
    outline(thick, colour);
  } else {
    context.fillStyle = colour;
    context.fillRect(left, top, width, bottom - top);
  }
  context.globalAlpha = 1;
  if (width >= LEAST_TEXT || isChosen) paintText(context, mark, Math.max(0, left), right, top, colour, inks, lines);
}

function paintText(
  context: CanvasRenderingContext2D,
  mark: Mark,
  left: number,
  right: number,
  top: number,
  colour: string,
  inks: Inks,
  lines: Lines,
): void {
  const room = Math.max(LEAST_TEXT, right - left) - 2 * PADDING;
  const text = shortened(context, mark.text, room);
  const width = context.measureText(text).width + 2 * PADDING;
  // A label's name stands in its box; names of what models heard lie in lines at the top.
  const line = mark.kind === "detection" ? lines.take(left, left + width) : 0;
  if (line === undefined) return;
  const y = mark.kind === "detection" ? line * (LINE + 1) : Math.max(0, top);
  context.fillStyle = mark.kind === "detection" ? inks.behind : colour;
  context.globalAlpha = mark.kind === "detection" ? 0.85 : 1;
  context.fillRect(left, y, width, LINE);
  context.globalAlpha = 1;
  context.fillStyle = mark.kind === "detection" ? inks.ink : inks.behind;
  context.fillText(text, left + PADDING, y + 1);
}

function shortened(context: CanvasRenderingContext2D, text: string, room: number): string {
  const width = context.measureText(text).width;
  if (width <= room) return text;
  const letters = Math.max(1, Math.floor((text.length * room) / width) - 1);
  return `${text.slice(0, letters)}…`;
}
