/** What was judged on this page, in samples and beside them, in the order it was done. */
import { stepsOf } from "../../data/steps.js";
import type { Step } from "../../judging/judging.js";

export const STEPS = stepsOf<Step>();
