/** What was settled, in the order it was done; steps in samples are taken back there. */
import { stepsOf } from "../../../data/steps.js";
import type { Step } from "../../../judging/judging.js";

export const STEPS = stepsOf<Step>();
