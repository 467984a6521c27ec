/** How the commands that open all that match are tried. */
import { goes } from "./every-command-steps.js";

export const MATCHING_CASES = {
  "detections.verify": { acts: goes("#/verify?where=") },
  "species.judge": { acts: goes("#/verify?where=%7B%22species%22") },
};
