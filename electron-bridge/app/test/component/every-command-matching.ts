/** How the commands that open all that match are tried. */
import type { Opened } from "./scripted.js";

/** The page of the app whose address begins so is shown. */
const goes =
  (address: string) =>
  async ({ tab }: Opened): Promise<void> => {
    await tab.waitForFunction((begin) => location.hash.startsWith(begin), address);
  };

export const MATCHING_CASES = {
  "detections.verify": { acts: goes("#/verify?where=") },
  "species.judge": { acts: goes("#/verify?where=%7B%22species%22") },
};
