/** The verdict of a person: the page's word for it, and the engine's. */
import type { NewAnnotation } from "@linnet/electron-bridge/generated/contract.js";

export type Verdict = "right" | "wrong" | "unsure" | "none";

export type Verified = NonNullable<NewAnnotation["verified"]>;

export const VERIFIED: Record<Verdict, Verified> = {
  right: "YES",
  wrong: "NO",
  unsure: "UNSURE",
  none: "UNVERIFIED",
};

const VERDICTS: Record<Verified, Verdict> = {
  YES: "right",
  NO: "wrong",
  UNSURE: "unsure",
  UNVERIFIED: "none",
};

/** The engine's words for a verdict, in the order in which they are offered. */
export const ALL_VERIFIED = Object.keys(VERDICTS) as readonly Verified[];

/** The verdict that a word of the engine says; a word of a later engine is none. */
export function verdictOf({ verified }: { verified: string }): Verdict {
  return (VERDICTS as Record<string, Verdict>)[verified] ?? "none";
}
