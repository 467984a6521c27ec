/** How each command of Recordings is tried, those of its list, its map and its import sheet too. */
import type { CommandId } from "../../renderer/keys/commands.js";
import { CARD, cards } from "./made-cards.js";
import { madeMedia } from "./made-detections.js";
import { MadePlaces } from "./made-places.js";
import { type Case, called, dialog, goes, press, type Tried, wait } from "./every-command-steps.js";
import type { Opened } from "./scripted.js";

export const RECORDINGS_PAGE: Tried = {
  options: () => ({
    hash: "#/recordings?at=site 1",
    media: madeMedia,
    picked: [CARD],
    script: new MadePlaces().script(cards()),
  }),
  ready: "[role=tree][aria-activedescendant]:focus",
};

/** The part of the tree that is chosen. */
const node = (name: string) => (opened: Opened) =>
  opened.tab.locator(`[role=treeitem][aria-selected="true"]`, { hasText: name }).waitFor();

/** How the land lay before a key was pressed. */
let land = "";

const onMap = async ({ tab }: Opened): Promise<void> => {
  await tab.keyboard.press("m");
  await tab.locator(".map-land path").first().waitFor();
  await tab.locator(".map-area").focus();
  // The first one is the map, the other one the small map in its corner.
  land = (await tab.locator(".map-land").first().getAttribute("transform")) ?? "";
};

/** Another part of the map is seen now. */
const seen = (opened: Opened): Promise<unknown> =>
  opened.tab.waitForFunction(
    (before) => document.querySelector(".map-land")?.getAttribute("transform") !== before,
    land,
  );

/** The import sheet with a card in it. */
const brought = async ({ tab }: Opened): Promise<void> => {
  await tab.keyboard.press("i");
  await tab.getByRole("button", { name: "Choose folder…" }).click();
  await tab.locator(".dialog.sheet button.primary:not([disabled])").waitFor();
  await tab.locator(".import-body").focus();
};

const moved = async (opened: Opened): Promise<void> => {
  await onMap(opened);
  await press("Shift+ArrowUp")(opened);
  await wait(".map-moved")(opened);
};

export const RECORDINGS_CASES = {
  "recordings.folders": {
    first: press("m"),
    acts: wait('[role=tab][aria-selected="true"]', "Folders"),
  },
  "recordings.table": { acts: wait('[role=tab][aria-selected="true"]', "Table") },
  "recordings.map": { acts: wait('[role=tab][aria-selected="true"]', "Map") },
  "recordings.timeline": { acts: wait('[role=tab][aria-selected="true"]', "Timeline") },
  "recordings.play": { acts: wait(".played-bar", "Playing") },
  "recordings.open": { acts: goes("#/detections?w=") },
  "recordings.label": { acts: goes("#/label?r=") },
  "recordings.analyse": { acts: goes("#/run") },
  "recordings.edit": { acts: wait("[role=dialog]", "Edit Tapir-01") },
  "recordings.undo": { acts: wait(".toast", "Nothing was changed on this page") },
  "recordings.import": { acts: dialog("Import recordings") },
  "recordings.find": { acts: dialog("Find recordings again") },
  "recordings.remove": { acts: wait("[role=alertdialog]", "Take out recordings") },
  "import.begin": { first: brought, acts: called("jobs.start") },
  "import.hear": { first: brought, acts: called("sound") },
  "import.leave": { first: brought, acts: wait(".import-row.out") },
  "import.list": { first: brought, acts: wait(".import-list :focus, .import-list:focus") },
  "list.up": { first: press("ArrowDown"), acts: node("Tapir-01") },
  "list.down": { acts: node("Tapir-02") },
  "list.pageUp": { first: press("End"), acts: node("Manu 2026") },
  "list.pageDown": { acts: node("(no site)") },
  "list.first": { acts: node("Manu 2026") },
  "list.last": { acts: node("(no site)") },
  "list.open": { acts: wait('[role=treeitem][aria-expanded="true"]', "Tapir-01") },
  "list.close": { acts: node("Manu 2026") },
  "map.left": { first: onMap, acts: seen },
  "map.right": { first: onMap, acts: seen },
  "map.up": { first: onMap, acts: seen },
  "map.down": { first: onMap, acts: seen },
  "map.closer": { first: onMap, acts: seen },
  "map.farther": { first: onMap, acts: seen },
  "map.all": {
    first: async (opened) => {
      await onMap(opened);
      const fitted = land;
      await press("=")(opened);
      await seen(opened);
      land = fitted;
    },
    acts: ({ tab }) =>
      tab.waitForFunction(
        (wanted) => document.querySelector(".map-land")?.getAttribute("transform") === wanted,
        land,
      ),
  },
  "map.siteLeft": { first: onMap, acts: wait(".map-moved") },
  "map.siteRight": { first: onMap, acts: wait(".map-moved") },
  "map.siteUp": { first: onMap, acts: wait(".map-moved") },
  "map.siteDown": { first: onMap, acts: wait(".map-moved") },
  "map.keep": { first: moved, acts: called("places/set") },
  "map.cancel": {
    first: moved,
    acts: ({ tab }) => tab.locator(".map-moved").waitFor({ state: "detached" }),
  },
} satisfies Partial<Record<CommandId, Case>>;
