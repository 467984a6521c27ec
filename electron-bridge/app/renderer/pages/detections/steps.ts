/** What was done and undone on Detections. */
import { stepsOf } from "../../data/steps.js";
import type { Detection } from "./rows.js";

export type Shown = Pick<Detection, "verified" | "comment" | "verdictBy" | "correctedTo">;

type ShownRows = ReadonlyMap<number, Shown>;

/** A step that was done here: with the rows before and after it, or with more than were loaded. */
export interface Step {
  /** Null if nothing was kept. */
  batchId: Promise<number | null>;
  rows?: { before: ShownRows; after: ShownRows };
}

export const { here: stepsHere, remember, forget } = stepsOf<Step>();

/** What of a row a verdict changes; to keep the whole row would fill the memory in a long day. */
export function shownOf({ verified, comment, verdictBy, correctedTo }: Shown): Shown {
  return { verified, comment, verdictBy, correctedTo };
}
