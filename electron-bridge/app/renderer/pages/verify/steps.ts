/** What was judged on this page, in the order it was done. */
import { stepsOf } from "../../data/steps.js";
import type { Step } from "../../judging/judging.js";

/** In samples, and beside them. */
export const STEPS = stepsOf<Step>();

/** In lists of all that match, whose clips are known by their detections. */
export const MATCHING_STEPS = stepsOf<Step>();
