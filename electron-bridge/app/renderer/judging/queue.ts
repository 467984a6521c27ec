/** Which clips wait, and what may be seen of each. */
import { verdictOf, type Verdict } from "../data/verdict.js";
import type { Clip } from "./clip.js";

/** Who judges, and whether without seeing what others said. */
export interface Judge {
  labeler: string;
  blind: boolean;
}

/** Whether all of a clip may be seen: a blind judge sees it once their own verdict is given. */
export function isOpen(item: Clip, { labeler, blind }: Judge): boolean {
  return !blind || (item.state === "judged" && item.verdictBy === labeler);
}

/** Whether a clip waits for this person's verdict. */
export function waits(item: Clip, judge: Judge): boolean {
  return item.state === "waiting" || (item.state === "judged" && !isOpen(item, judge));
}

/** The verdict that may be seen. */
export function seenVerdict(item: Clip, judge: Judge): Verdict {
  return isOpen(item, judge) ? verdictOf(item) : "none";
}

/**
 * The next clip that waits after a place, from the start again after the end; -1: none. `besides`:
 * clips that have just been judged.
 */
export function nextWaiting(
  items: readonly Clip[],
  at: number,
  judge: Judge,
  besides: readonly Clip[] = [],
): number {
  const judged = new Set(besides);
  const isIt = (item: Clip, place: number): boolean =>
    place !== at && !judged.has(item) && waits(item, judge);
  const after = items.findIndex((item, place) => place > at && isIt(item, place));
  return after >= 0 ? after : items.findIndex(isIt);
}

/**
 * The next clip that waits once those that were chosen together, or one alone, have their word.
 * `hasMore`: clips follow that are not loaded yet, so that none is looked for from the start again.
 */
export function nextAfter(
  items: readonly Clip[],
  chosen: readonly Clip[],
  judge: Judge,
  hasMore = false,
): Clip | undefined {
  const last = items.findLastIndex((item) => chosen.includes(item));
  const next = nextWaiting(items, last, judge, chosen);
  return hasMore && next < last ? undefined : items[next];
}

export interface Counts {
  members: number;
  judged: number;
  unsure: number;
  skipped: number;
  waiting: number;
}

export function countsOf(items: readonly Clip[], judge: Judge): Counts {
  const number = (isIt: (item: Clip) => boolean): number => items.filter(isIt).length;
  const waiting = number((item) => waits(item, judge));
  const skipped = number(({ state }) => state === "skipped");
  return {
    members: items.length,
    judged: items.length - waiting - skipped,
    unsure: number((item) => seenVerdict(item, judge) === "unsure"),
    ...{ skipped, waiting },
  };
}
