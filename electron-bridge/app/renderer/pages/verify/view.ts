/** How clips are looked at; kept in the project. */
import { useKept } from "../../data/kept.js";
import type { Kept } from "../../data/kept.js";

export interface View {
  /** Names, scores and verdicts of others are hidden until the person has judged. */
  blind: boolean;
  /** Seconds that one clip is shown with. */
  seconds: 10 | 20 | 30;
}

const USUAL: View = { blind: false, seconds: 10 };

export const SECONDS = [10, 20, 30] as const;

export function useView(): Kept<View> {
  return useKept("verify/view", USUAL, read);
}

function read(kept: unknown): View {
  const { blind, seconds } = kept as { blind?: unknown; seconds?: unknown };
  return {
    blind: blind === true,
    seconds: SECONDS.find((each) => each === seconds) ?? USUAL.seconds,
  };
}
