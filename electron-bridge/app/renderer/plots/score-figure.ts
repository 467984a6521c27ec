/** Draws detections by their score, and below them what people said of those that they checked. */
import type { Palette } from "./palette.js";
import type { Pen, Rect } from "./pen.js";

export interface ScoreStep {
  /** The ends of the step. */
  low: number;
  high: number;
  all: number;
  right: number;
  wrong: number;
  /** Nobody could tell: neither right nor wrong. */
  unsure: number;
}

export interface ScoreFigure {
  steps: readonly ScoreStep[];
  words: { score: (value: number) => string; count: (value: number) => string };
  labels: { all: string; judged: string };
}

export const SCORE_WIDTH = 380;
const UP = 96;
const DOWN = 44;
const TOP = 18;
const MIDDLE = 20;
export const SCORE_HEIGHT = TOP + UP + MIDDLE + DOWN + 8;
const LEFT = 4;
const TEXT = 11;
const TEXTS = 5;

/** Where a step stands. */
export function stepRect(at: number, steps: number): Rect {
  const width = (SCORE_WIDTH - LEFT) / Math.max(1, steps);
  return { x: LEFT + at * width, y: 0, width, height: SCORE_HEIGHT };
}

export function drawScores(pen: Pen, figure: ScoreFigure, palette: Palette): void {
  const { steps, words, labels } = figure;
  const most = Math.max(1, ...steps.map(({ all }) => all));
  const mostJudged = Math.max(
    1,
    ...steps.map(({ right, wrong, unsure }) => right + wrong + unsure),
  );
  const all: Rect[] = [];
  const right: Rect[] = [];
  const wrong: Rect[] = [];
  const unsure: Rect[] = [];
  const base = TOP + UP;
  const under = base + MIDDLE;
  steps.forEach((step, at) => {
    const { x, width: room } = stepRect(at, steps.length);
    const width = room - 2;
    const tall = tallOf(step.all, most, UP);
    all.push({ x, y: base - tall, width, height: tall });
    const good = tallOf(step.right, mostJudged, DOWN);
    right.push({ x, y: under, width, height: good });
    const bad = tallOf(step.wrong, mostJudged, DOWN);
    wrong.push({ x, y: under + good, width, height: bad });
    const open = tallOf(step.unsure, mostJudged, DOWN);
    unsure.push({ x, y: under + good + bad, width, height: open });
    if (at % TEXTS === 0) {
      pen.write(words.score(step.low), x, base + MIDDLE / 2, palette.quiet, { size: TEXT });
    }
  });
  pen.fill(all.filter(seen), palette.quiet, 0.55);
  pen.fill(right.filter(seen), palette.right);
  // Wrong ones differ by their shape too: a box with a line through it.
  pen.edge(wrong.filter(seen), palette.wrong);
  pen.slash(wrong.filter(seen), palette.wrong);
  pen.edge(unsure.filter(seen), palette.unsure);
  pen.fill([{ x: LEFT, y: base, width: SCORE_WIDTH - LEFT, height: 1 }], palette.edge);
  const end = { anchor: "end", size: TEXT } as const;
  pen.write(`${labels.all} ${words.count(most)}`, SCORE_WIDTH, 8, palette.quiet, end);
  const judged = steps.reduce((sum, each) => sum + each.right + each.wrong + each.unsure, 0);
  if (judged > 0) {
    const text = `${labels.judged} ${words.count(mostJudged)}`;
    pen.write(text, SCORE_WIDTH, base + MIDDLE / 2, palette.quiet, end);
  }
}

const seen = ({ height }: Rect): boolean => height > 0;

/** What is there at all is seen. */
function tallOf(value: number, most: number, room: number): number {
  return value === 0 ? 0 : Math.max(1.5, (value / most) * room);
}

export const SCORE_HEAD = [
  "species",
  "score_from",
  "score_to",
  "detections",
  "right",
  "wrong",
  "unsure",
] as const;

export function* scoreRows(
  species: string,
  steps: readonly ScoreStep[],
): Generator<(string | number)[]> {
  for (const { low, high, all, right, wrong, unsure } of steps) {
    yield [species, low, high, all, right, wrong, unsure];
  }
}
