/** The steps around a classifier, in the order in which a person goes through them. */
import { keep } from "../../routes.js";

export const STEPS = ["overview", "judge", "train", "compare", "find"] as const;

export type Step = (typeof STEPS)[number];

export function stepOf(kept: string | undefined): Step {
  return STEPS.find((each) => each === kept) ?? "overview";
}

export function goTo(step: Step): void {
  keep({ step }, { replace: false });
}

/** After the last one comes the judging again. */
export function stepAfter(step: Step): Step {
  return STEPS[STEPS.indexOf(step) + 1] ?? "judge";
}
