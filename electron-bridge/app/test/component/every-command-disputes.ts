/** How the commands that show disagreements are tried, from a sample. */
import type { Opened } from "./scripted.js";

const headed =
  (title: string) =>
  ({ tab }: Opened): Promise<void> =>
    tab.getByRole("heading", { level: 1, name: title }).waitFor();

export const DISPUTES_CASES = {
  "verify.disagreements": { acts: headed("Disagreements") },
  "verify.agreement": { acts: headed("How far people agree") },
};
