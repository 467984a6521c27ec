/** Which clips of a sample wait, and what may be seen of each. */
import { verdictOf, type Verdict } from "../../data/verdict.js";
import type { Item } from "./items.js";

/** Who judges, and whether without seeing what others said. */
export interface Judge {
  labeler: string;
  blind: boolean;
}

/** Whether all of a clip may be seen: a blind judge sees it once their own verdict is given. */
export function isOpen(item: Item, { labeler, blind }: Judge): boolean {
  return !blind || (item.state === "judged" && item.verdictBy === labeler);
}

/** Whether a clip waits for this person's verdict. */
export function waits(item: Item, judge: Judge): boolean {
  return item.state === "waiting" || (item.state === "judged" && !isOpen(item, judge));
}

/** The verdict that may be seen. */
export function seenVerdict(item: Item, judge: Judge): Verdict {
  return isOpen(item, judge) ? verdictOf(item) : "none";
}

/**
 * The next clip that waits after a place, from the start again after the end; -1: none. `besides`:
 * clips that have just been judged.
 */
export function nextWaiting(
  items: readonly Item[],
  at: number,
  judge: Judge,
  besides: readonly Item[] = [],
): number {
  const judged = new Set(besides);
  const isIt = (item: Item, place: number): boolean =>
    place !== at && !judged.has(item) && waits(item, judge);
  const after = items.findIndex((item, place) => place > at && isIt(item, place));
  return after >= 0 ? after : items.findIndex(isIt);
}

export interface Counts {
  members: number;
  judged: number;
  unsure: number;
  skipped: number;
  waiting: number;
}

export function countsOf(items: readonly Item[], judge: Judge): Counts {
  const number = (isIt: (item: Item) => boolean): number => items.filter(isIt).length;
  const waiting = number((item) => waits(item, judge));
  const skipped = number(({ state }) => state === "skipped");
  return {
    members: items.length,
    judged: items.length - waiting - skipped,
    unsure: number((item) => seenVerdict(item, judge) === "unsure"),
    ...{ skipped, waiting },
  };
}
