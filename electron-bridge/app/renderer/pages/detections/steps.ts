/**
 * What was done and undone in the open project. It outlives the page, so that the keys take a verdict
 * back, and give it again, after a look at another page too.
 */
import { useEngine } from "../../data/engine.js";
import type { Detection } from "./rows.js";

export type Shown = Pick<Detection, "verified" | "comment" | "verdictBy" | "correctedTo">;

type ShownRows = ReadonlyMap<number, Shown>;

/** A step that was done here: with the rows before and after it, or with more than were loaded. */
export interface Step {
  /** Null if nothing was kept. */
  batchId: Promise<number | null>;
  rows?: { before: ShownRows; after: ShownRows };
}

/** So many steps are taken back one by one; the history in Settings has all. */
const MOST_STEPS = 1_000;

interface Steps {
  /** Newest last; an undo may come before the engine has answered. */
  done: Step[];
  /** The one undone last is last. */
  undone: Step[];
}

let known: { project: number; steps: Steps } = { project: 0, steps: { done: [], undone: [] } };

export function stepsHere(): Steps {
  const { project } = useEngine.getState();
  if (known.project !== project) known = { project, steps: { done: [], undone: [] } };
  return known.steps;
}

/** Once something new is done, nothing is left to redo. */
export function remember(step: Step): void {
  const { done, undone } = stepsHere();
  done.push(step);
  done.splice(0, done.length - MOST_STEPS);
  undone.length = 0;
}

export function forget(step: Step): void {
  const { done } = stepsHere();
  const at = done.indexOf(step);
  if (at >= 0) done.splice(at, 1);
}

/** What of a row a verdict changes; to keep the whole row would fill the memory in a long day. */
export function shownOf({ verified, comment, verdictBy, correctedTo }: Shown): Shown {
  return { verified, comment, verdictBy, correctedTo };
}
