/** How each command of Activity is tried, those of its plot too. */
import type { QueryRequest } from "@linnet/electron-bridge/generated/contract.js";
import type { CommandId } from "../../renderer/keys/commands.js";
import { type Case, goes, press, type Tried, wait } from "./every-command-steps.js";
import { madeCounts } from "./made-activity.js";
import type { Opened } from "./scripted.js";

const ACTIVITY = `#/activity?w=${encodeURIComponent('{"species":["Strix virgata"]}')}`;

/** The counts, which never come for one species. */
const countedOrNever = (asked: QueryRequest): unknown =>
  JSON.stringify(asked.where).includes("never") ? new Promise(() => undefined) : madeCounts(asked);

/** The plot has the keys, and a cell in the middle of it is chosen. */
const inPlot = async (opened: Opened): Promise<void> => {
  await opened.tab.locator(".heat-plot").focus();
  await press("ArrowRight", "ArrowRight", "ArrowDown", "ArrowDown")(opened);
  await wait(".heat-line", "02:00 · Mar 3")(opened);
};

export const ACTIVITY_PAGE: Tried = {
  options: () => ({ hash: ACTIVITY, script: { query: countedOrNever } }),
  ready: ".heat-plot",
};

const line = (text: string) => wait(".heat-line", text);

export const ACTIVITY_CASES = {
  "activity.species": { acts: wait("[role=dialog] [role=combobox]") },
  "activity.scale": { acts: wait(".legend", "by detections") },
  "activity.noon": { acts: line("12:00 · Feb 28") },
  "activity.stop": {
    first: async (opened) => {
      await opened.tab.evaluate(
        (hash) => {
          location.hash = hash;
        },
        `${ACTIVITY}&n=1`.replace("virgata", "never"),
      );
    },
    acts: wait("h2", "given up"),
  },
  "plot.left": { first: inPlot, acts: line("02:00 · Mar 2") },
  "plot.right": { first: inPlot, acts: line("02:00 · Mar 4") },
  "plot.up": { first: inPlot, acts: line("01:00 · Mar 3") },
  "plot.down": { first: inPlot, acts: line("03:00 · Mar 3") },
  "plot.farUp": { first: inPlot, acts: line("00:00 · Mar 3") },
  "plot.farDown": { first: inPlot, acts: line("08:00 · Mar 3") },
  "plot.first": { first: inPlot, acts: line("02:00 · Mar 1") },
  "plot.last": { first: inPlot, acts: line("02:00 · all days") },
  "plot.moreLeft": { first: inPlot, acts: line("02:00 · Mar 2 to Mar 3") },
  "plot.moreRight": { first: inPlot, acts: line("02:00 · Mar 3 to Mar 4") },
  "plot.moreUp": { first: inPlot, acts: line("01:00–03:00 · Mar 3") },
  "plot.moreDown": { first: inPlot, acts: line("02:00–04:00 · Mar 3") },
  "plot.open": { first: inPlot, acts: goes("#/detections?w=") },
} satisfies Partial<Record<CommandId, Case>>;
