/** How each command of Learn is tried. */
import type { CommandId } from "../../renderer/keys/commands.js";
import { type Act, type Tried, wait } from "./every-command-steps.js";
import { PICKED } from "./export-script.js";
import { longMedia } from "./made-detections.js";
import { MadeLearn } from "./made-learn.js";
import { firstCall, type Opened, until } from "./scripted.js";

/** What the page shows. */
let made = new MadeLearn();

/** The windows that a classifier asks about. */
export const LEARN_PAGE: Tried = {
  options: () => {
    made = new MadeLearn().add("night-owls", 2);
    return {
      ...{ hash: "#/learn?c=night-owls&step=judge", media: longMedia, picked: PICKED },
      ...{ script: made.script(), settings: { labeler: "Ana Quispe" } },
    };
  },
  ready: ".tiles[aria-activedescendant]:focus",
};

/** Commands that another step has: the windows are judged here, and nothing is begun. */
export const LEARN_ELSEWHERE: readonly CommandId[] = ["learn.start"];

const tab =
  (name: RegExp): Act =>
  ({ tab: page }) =>
    page.getByRole("tab", { name, selected: true }).waitFor();

const judged: Act = async (opened) => {
  await opened.tab.keyboard.press("x");
  await until(() => made.said.length === 1);
  await opened.tab.keyboard.press("ArrowLeft");
  await wait(".tile.chosen .verdict.right")(opened);
};

const onTrain: Act = async (opened) => {
  await opened.tab.keyboard.press("3");
  await wait(".learn-form .button.primary:not([disabled])")(opened);
};

export const LEARN_CASES = {
  "app.learn": {
    acts: ({ tab: page }: Opened) =>
      page.waitForFunction(() => location.hash.startsWith("#/learn")),
  },
  "learn.new": { acts: wait("[role=dialog]", "New classifier") },
  "learn.import": { acts: ({ calls }: Opened) => firstCall(calls, "heads/import") },
  "learn.list": { acts: wait("h1", "Own classifiers") },
  "learn.step": { key: "4", acts: tab(/Compare/) },
  "learn.next": { acts: tab(/Train/) },
  "learn.start": { first: onTrain, acts: () => until(() => made.started.length === 1) },
  "learn.more": {
    first: judged,
    acts: ({ calls }: Opened) =>
      until(() => calls.filter(({ method }) => method === "heads/suggest").length === 2),
  },
  "learn.rename": { acts: wait("[role=dialog]", "Rename night-owls") },
  "learn.export": { acts: ({ calls }: Opened) => firstCall(calls, "heads/export") },
  "learn.remove": { acts: wait("[role=alertdialog]", "Remove night-owls?") },
  "learn.play": { acts: wait('.tile.chosen [aria-label="playing"]') },
  "learn.right": { acts: wait(".tile .verdict.right") },
  "learn.wrong": { acts: wait(".tile .verdict.wrong") },
  "learn.unsure": { acts: wait(".tile .verdict.unsure") },
  "learn.clear": { first: judged, acts: wait(".tile.chosen .verdict.none") },
  "learn.species": { acts: wait("[role=dialog] [role=combobox]") },
  "learn.undo": { first: judged, acts: () => until(() => made.undone === 1) },
  "learn.redo": {
    first: async (opened: Opened) => {
      await judged(opened);
      await opened.tab.keyboard.press("Control+z");
      await until(() => made.undone === 1);
      await wait(".tile.chosen .verdict.none")(opened);
    },
    acts: wait(".tile.chosen .verdict.right"),
  },
};
