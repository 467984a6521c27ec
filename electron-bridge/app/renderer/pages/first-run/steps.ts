/** Which of the three screens is shown; it stands in the address, so that "back" works. */
import { keep, useRoute } from "../../routes.js";

export const STEPS = ["recordings", "place", "model"] as const;

export type Step = (typeof STEPS)[number];

export function useStep(): Step {
  const { query } = useRoute();
  return STEPS.find((each) => each === query.step) ?? "recordings";
}

export function show(step: Step): void {
  keep({ step }, { replace: false });
}
