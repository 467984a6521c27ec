/** How each command of Detections is tried, those of its rows too. */
import type { CommandId } from "../../renderer/keys/commands.js";
import { type Case, called, goes, press, type Tried, wait } from "./every-command-steps.js";
import { MadeCatalog, madeMedia } from "./made-detections.js";
import type { Opened } from "./scripted.js";

/** What the page shows. */
let made = new MadeCatalog(0);

export const DETECTIONS_PAGE: Tried = {
  options: () => {
    made = new MadeCatalog();
    return { hash: "#/detections", media: madeMedia, script: made.script() };
  },
  ready: "[role=grid][aria-activedescendant]:focus",
};

/** The row of the table by its place on the screen, from 0. */
const onRow = (wanted: (top: number) => boolean) => async (opened: Opened) => {
  const place = (): Promise<number> =>
    opened.tab.evaluate(() => {
      const id = document.querySelector("[role=grid]")?.getAttribute("aria-activedescendant");
      return Number(document.getElementById(id ?? "")?.getAttribute("aria-rowindex") ?? NaN);
    });
  while (!wanted(await place())) await opened.tab.waitForTimeout(20);
};

const marked = (at: number) => (opened: Opened) =>
  opened.tab.locator(".row.marked").nth(at).waitFor();

export const DETECTIONS_CASES = {
  "detections.play": { acts: wait('[aria-label="playing"]') },
  "detections.right": { acts: wait(".verdict.right") },
  "detections.wrong": { acts: wait(".verdict.wrong") },
  "detections.unsure": { acts: wait(".verdict.unsure") },
  "detections.clear": {
    first: async (opened) => {
      await press("x", "ArrowUp")(opened);
      await wait(".row.chosen .verdict.right")(opened);
    },
    acts: wait(".row.chosen .verdict.none"),
  },
  "detections.undo": {
    first: async (opened) => {
      await press("x")(opened);
      await wait(".verdict.right")(opened);
      await called("annotate")(opened);
    },
    acts: called("annotations/undo"),
  },
  "detections.redo": {
    first: async (opened) => {
      await press("x")(opened);
      await wait(".verdict.right")(opened);
      await called("annotate")(opened);
      await press("Control+z")(opened);
      await called("annotations/undo")(opened);
    },
    acts: called("annotations/redo"),
  },
  "detections.species": { acts: wait("[role=dialog] [role=combobox]") },
  "detections.note": { acts: wait("[role=dialog] :focus:is(input, textarea)") },
  "detections.details": { acts: wait("aside.drawer") },
  "detections.similar": { acts: wait('aside [role=tab][aria-selected="true"]', "Similar") },
  "detections.label": { acts: goes("#/label?r=") },
  "detections.search": { acts: wait("input:focus") },
  "detections.goto": { acts: wait("[role=dialog]", "Go to") },
  "detections.refresh": {
    first: async ({ emit, tab }) => {
      made.add(12);
      await emit("catalog", { revision: 2, touched: ["detections", "counts"] });
      await tab.locator(".banner", { hasText: "12 new detections" }).waitFor();
    },
    acts: ({ tab }) =>
      tab.locator(".banner", { hasText: "12 new detections" }).waitFor({ state: "detached" }),
  },
  "detections.save": { acts: wait("[role=dialog]", "Save this view") },
  "detections.export": { acts: goes("#/export") },
  "detections.all": { acts: marked(5) },
  "grid.up": { first: press("ArrowDown", "ArrowDown"), acts: onRow((row) => row === 3) },
  "grid.down": { acts: onRow((row) => row === 3) },
  "grid.pageUp": {
    first: press("PageDown", "ArrowDown"),
    acts: onRow((row) => row === 3),
  },
  "grid.pageDown": { acts: onRow((row) => row > 5) },
  "grid.first": { first: press("ArrowDown"), acts: onRow((row) => row === 2) },
  "grid.last": {
    first: ({ tab }) => tab.locator(".rail").waitFor(),
    acts: onRow((row) => row > 9_000),
  },
  "grid.markUp": { first: press("ArrowDown"), acts: marked(1) },
  "grid.markDown": { acts: marked(1) },
  "grid.markPageUp": { first: press("PageDown"), acts: marked(3) },
  "grid.markPageDown": { acts: marked(3) },
  "grid.menu": { acts: wait("[role=menu]") },
  "grid.close": {
    first: async (opened) => {
      await press("Enter")(opened);
      await wait("aside.drawer")(opened);
    },
    acts: ({ tab }) => tab.locator("aside.drawer").waitFor({ state: "detached" }),
  },
} satisfies Partial<Record<CommandId, Case>>;
