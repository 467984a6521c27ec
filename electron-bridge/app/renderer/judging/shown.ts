/** How clips are shown before and after a step, and the words of a person that make it. */
import type { NewAnnotation } from "@linnet/electron-bridge/generated/contract.js";
import { VERIFIED, type Verdict } from "../data/verdict.js";
import type { Clip, Shown } from "./clip.js";

/** What is said of a clip, the species that is asked first; where it is said, if not of its stretch. */
export type Words = readonly Partial<NewAnnotation>[];

/** A person's words on a clip, and how it is shown with them. */
export interface Saying {
  words: Words;
  change: Partial<Shown>;
}

export function shownOf(item: Shown): Shown {
  const { species, state, verified, verdictBy, correctedTo, skippedBecause, skipReason } = item;
  return { species, state, verified, verdictBy, correctedTo, skippedBecause, skipReason };
}

export function verdictSaid(item: Clip, verdict: Verdict, labeler: string): Saying {
  const verified = VERIFIED[verdict];
  const named = verdict === "wrong" ? null : ownName(item, labeler);
  const back = named === null ? [] : [{ species: named, verified: VERIFIED.none }];
  return { words: [asked(item, { verified }), ...back], change: judged(item, verified, labeler) };
}

/** Another species is right in place of the one that is asked; the same one is a plain Right. */
export function speciesSaid(item: Clip, species: string, labeler: string): Saying {
  if (species === item.species) return verdictSaid(item, "right", labeler);
  const change = { ...judged(item, "NO", labeler), correctedTo: species };
  // The engine makes the species of a detection wrong, and earlier names with it.
  if (item.detectionId !== undefined) return { words: [asked(item, { species })], change };
  const named = ownName(item, labeler);
  const isOther = named !== null && named !== species;
  const earlier: Words = isOther ? [{ species: named, verified: "NO" }] : [];
  return { words: [{ verified: "NO" }, ...earlier, { species, verified: "YES" }], change };
}

export function noteSaid(item: Clip, comment: string, labeler: string): Saying {
  const { verified, correctedTo, detectionId } = item;
  // A note on a correction must not take the correction back.
  const isNamed = detectionId !== undefined && correctedTo !== null;
  const said = isNamed ? { species: correctedTo } : { verified };
  return {
    words: [asked(item, { ...said, comment })],
    change: { verdictBy: labeler || item.verdictBy },
  };
}

/** Words on the species that is asked: those on a detection name it. */
function asked({ detectionId }: Clip, said: Partial<NewAnnotation>): Partial<NewAnnotation> {
  return detectionId === undefined ? said : { detectionId, ...said };
}

/** The other species that this person named; another word on the clip takes that back. */
function ownName({ correctedTo, verdictBy }: Clip, labeler: string): string | null {
  return labeler === "" || verdictBy === labeler ? correctedTo : null;
}

function judged(item: Clip, verified: Clip["verified"], labeler: string): Partial<Shown> {
  const isSkipped = item.skippedBecause !== null || item.state === "skipped";
  const none = isSkipped ? "skipped" : "waiting";
  const state = verified === "UNVERIFIED" ? none : "judged";
  const correctedTo = verified === "NO" ? ownName(item, labeler) : null;
  return { state, verified, verdictBy: labeler || item.verdictBy, correctedTo };
}

/** How clips are shown once they are skipped because of one, or of none; and how without it. */
export function skipped(
  because: number | null,
  ids: readonly number[],
  items: readonly Clip[],
): [Map<number, Shown>, Map<number, Shown>] {
  const chosen = new Set(ids);
  const its = items
    .filter((each) => chosen.has(each.itemId))
    .map((each) => [each.itemId, shownOf(each)] as const);
  const state = (shown: Shown, none: Clip["state"]): Clip["state"] =>
    shown.verified === "UNVERIFIED" ? none : "judged";
  return [
    new Map(
      its.map(([id, shown]) => [
        id,
        { ...shown, state: state(shown, "skipped"), skippedBecause: because },
      ]),
    ),
    new Map(
      its.map(([id, shown]) => [
        id,
        { ...shown, state: state(shown, "waiting"), skippedBecause: null, skipReason: null },
      ]),
    ),
  ];
}
