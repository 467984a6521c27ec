/** Every command of the table can be given: it has a key, the overlay names it, and it acts. */
import type { QueryRequest } from "@linnet/electron-bridge/generated/contract.js";
import type { Browser } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { keysOf } from "../../renderer/keys/bindings.js";
import { COMMAND_IDS, COMMANDS, type CommandId, type Scope } from "../../renderer/keys/commands.js";
import { USUAL } from "../../shared/settings.js";
import { executable, launch } from "../chromium.js";
import { LABEL_CASES, LABEL_PAGE } from "./every-command-label.js";
import { LEARN_CASES, LEARN_ELSEWHERE, LEARN_PAGE } from "./every-command-learn.js";
import { MATCHING_CASES } from "./every-command-matching.js";
import { exporting, exportJob, FOLDER, PICKED } from "./export-script.js";
import { madeCounts } from "./made-activity.js";
import { CARD, cards } from "./made-cards.js";
import { longMedia, MadeCatalog, madeMedia } from "./made-detections.js";
import { madeJobs } from "./made-jobs.js";
import { MadePlaces } from "./made-places.js";
import { MadeSamples } from "./made-samples.js";
import { madeSpecies } from "./made-species.js";
import { BIRDNET, INSTALLED, PERCH } from "./models-list.js";
import { engine, job, jobs, PROGRESS, RECENT, BIRDNET as USED } from "./run-script.js";
import { firstCall, open, type Opened, type Scripted, until } from "./scripted.js";

if (executable === undefined) console.warn("No Chromium here: commands are not tested.");

interface Case {
  /** Where it is tried; its own page unless told. */
  on?: Page;
  /** What is done before its key is pressed. */
  first?: (opened: Opened) => Promise<unknown>;
  /** The key that is pressed, where its first one would do nothing here. */
  key?: string;
  /** Waits for what the command does. */
  acts: (opened: Opened) => Promise<unknown>;
}

type Page = Exclude<Scope, "app" | keyof typeof INNER>;

/** Parts of pages with keys of their own, and the page that has each. */
const INNER = {
  grid: "detections",
  "recordings-list": "recordings",
  "recordings-import": "recordings",
  map: "recordings",
  plot: "activity",
  tiles: "verify",
  sounds: "label",
} as const satisfies Partial<Record<Scope, Scope>>;

function isInner(scope: Scope): scope is keyof typeof INNER {
  return scope in INNER;
}

const wait = (selector: string, text?: string | RegExp) => (opened: Opened) =>
  opened.tab
    .locator(selector, text === undefined ? {} : { hasText: text })
    .first()
    .waitFor();

const press =
  (...keys: string[]) =>
  async ({ tab }: Opened) => {
    for (const key of keys) await tab.keyboard.press(key);
  };

const dialog = (name: string) => (opened: Opened) =>
  opened.tab.getByRole("dialog", { name }).waitFor();

const goes = (hash: string) => (opened: Opened) =>
  opened.tab.waitForFunction((wanted) => location.hash.startsWith(wanted), hash);

const called = (method: string) => (opened: Opened) => firstCall(opened.calls, method);

/** The row of the table by its place on the screen, from 0. */
const onRow = (wanted: (top: number) => boolean) => async (opened: Opened) => {
  const place = (): Promise<number> =>
    opened.tab.evaluate(() => {
      const id = document.querySelector("[role=grid]")?.getAttribute("aria-activedescendant");
      return Number(document.getElementById(id ?? "")?.getAttribute("aria-rowindex") ?? NaN);
    });
  while (!wanted(await place())) await opened.tab.waitForTimeout(20);
};

const running = ({ emit }: Opened): Promise<void> =>
  emit("jobs", jobs({ running: [job({ progress: PROGRESS, recent: RECENT })] }));

const marked = (at: number) => (opened: Opened) =>
  opened.tab.locator(".row.marked").nth(at).waitFor();

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

/** What the page Detections shows. */
let made = new MadeCatalog(0);

/** What the page Verify shows. */
let samples = new MadeSamples();

/** The number of the clip that is chosen. */
const onClip = (number: number) =>
  wait(".tile.chosen .tile-number", new RegExp(`^${String(number)}$`));

/** All samples are shown. */
const listed = async (opened: Opened): Promise<void> => {
  await press("q")(opened);
  await wait("table.samples")(opened);
};

/** So many clips are chosen. */
const together = (number: number) => wait(".clip-bar", `${String(number)} clips chosen`);

const firstJudged = async (opened: Opened): Promise<void> => {
  await press("x")(opened);
  await onClip(2)(opened);
  await press("ArrowLeft")(opened);
  await wait(".tile.chosen .verdict.right")(opened);
};

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

const line = (text: string) => wait(".heat-line", text);

/** What a page is opened over, and what shows that it stands. */
const PAGES: Record<Page, { options: () => Scripted; ready: string }> = {
  recordings: {
    options: () => ({
      hash: "#/recordings?at=site 1",
      media: madeMedia,
      picked: [CARD],
      script: new MadePlaces().script(cards()),
    }),
    ready: "[role=tree][aria-activedescendant]:focus",
  },
  run: {
    options: () => ({
      hash: "#/run",
      script: engine({ models: [USED, { ...USED, name: "owls", title: "Owls", active: false }] }),
    }),
    ready: ".run-start:not([disabled])",
  },
  detections: {
    options: () => {
      made = new MadeCatalog();
      return { hash: "#/detections", media: madeMedia, script: made.script() };
    },
    ready: "[role=grid][aria-activedescendant]:focus",
  },
  species: {
    options: () => {
      made = new MadeCatalog(400);
      const script = made.script({ query: madeSpecies(made) });
      return { hash: "#/species?s=Megascops+watsonii", media: longMedia, script };
    },
    ready: ".clips canvas",
  },
  activity: {
    options: () => ({ hash: ACTIVITY, script: { query: countedOrNever } }),
    ready: ".heat-plot",
  },
  label: LABEL_PAGE,
  verify: {
    options: () => {
      samples = new MadeSamples();
      samples.add("Owls", 100);
      return {
        ...{ hash: "#/verify?s=1", media: longMedia, script: samples.script() },
        ...{ picked: PICKED, settings: { labeler: "Ana Quispe" } },
      };
    },
    ready: ".tiles[aria-activedescendant]:focus",
  },
  learn: LEARN_PAGE,
  models: {
    options: () => ({
      hash: "#/models?tab=gallery",
      script: {
        "models/list": () => ({ models: [{ ...INSTALLED, active: false }, PERCH] }),
        "models/activate": () => ({}),
        "models/verify": () => ({ passed: true, checks: [] }),
      },
    }),
    ready: ".model-card",
  },
  export: {
    options: () => ({
      ...{ hash: "#/export", picked: PICKED },
      script: exporting({ setup: { card: "raven", folder: FOLDER } }),
    }),
    ready: ".export-start:not([disabled])",
  },
  settings: { options: () => ({ hash: "#/settings?section=look" }), ready: ".setting" },
  "first-run": {
    options: () => ({
      hash: "#/first-run?step=model",
      script: { "models/list": () => ({ models: [INSTALLED, BIRDNET, PERCH] }) },
    }),
    ready: ".model-card, .first-model",
  },
};

const CASES: Record<CommandId, Case> = {
  "app.keys": { acts: dialog("Keys") },
  "app.bar": { acts: wait(".side-bar:not(.wide)") },
  "app.recordings": { acts: goes("#/recordings") },
  "app.run": { on: "settings", acts: goes("#/run") },
  "app.detections": { acts: goes("#/detections") },
  "app.species": { acts: goes("#/species") },
  "app.activity": { acts: goes("#/activity") },
  "app.verify": { acts: goes("#/verify") },
  "app.models": { acts: goes("#/models") },
  "app.export": { acts: goes("#/export") },
  "app.settings": { acts: goes("#/settings") },
  "app.back": { first: press("Alt+9"), acts: goes("#/run") },
  "app.forward": {
    first: async (opened) => {
      await press("Alt+9", "Alt+ArrowLeft")(opened);
      await goes("#/run")(opened);
    },
    acts: goes("#/models"),
  },
  "app.times": { acts: ({ settings }) => until(() => settings.times === "start") },
  "app.jobs": { acts: dialog("Jobs") },
  "app.region": {
    first: ({ tab }) => tab.getByRole("link", { name: "Run" }).focus(),
    acts: wait("main :focus"),
  },
  "app.regionBack": {
    first: ({ tab }) => tab.locator("main button").first().focus(),
    acts: wait("nav :focus"),
  },

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

  "run.start": { acts: called("jobs.start") },
  "run.pause": {
    first: async (opened) => {
      await running(opened);
      await wait(".run-now")(opened);
    },
    acts: called("jobs.pause"),
  },
  "run.cancel": {
    first: async (opened) => {
      await running(opened);
      await wait(".run-now")(opened);
    },
    acts: wait("[role=alertdialog]", "Cancel this run?"),
  },
  "run.errors": {
    first: async (opened) => {
      await running(opened);
      await wait(".run-errors")(opened);
    },
    acts: wait(".run-errors[open] > summary:focus"),
  },
  "run.preset": { acts: wait("[role=listbox]") },
  "run.model": {
    key: "2",
    acts: ({ tab }) => tab.getByRole("radio", { name: /Owls/, checked: true }).waitFor(),
  },

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

  "species.search": {
    first: async (opened) => {
      await press("Escape")(opened);
      await wait(".plain-table")(opened);
    },
    acts: wait("input:focus"),
  },
  "species.before": { acts: goes("#/species?s=Crypturellus+undulatus") },
  "species.after": { acts: goes("#/species?s=Micrastur+ruficollis") },
  "species.clips": { acts: wait(".clip:focus") },
  "species.detections": { acts: goes("#/detections?w=") },
  "species.verify": { acts: goes("#/verify?draw=Megascops") },
  "species.export": { acts: goes("#/export?where=") },
  "species.play": { acts: wait(".clip .icon") },
  "species.list": { acts: wait("h1", "Species") },

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

  "models.down": {
    acts: wait(".model-card:first-child:focus, li:first-child > .model-card:focus"),
  },
  ...LABEL_CASES,

  "verify.draw": { first: listed, acts: dialog("Draw a sample") },
  "verify.import": { first: listed, acts: dialog("Import a sample") },
  "verify.play": { acts: wait('.tile.chosen [aria-label="playing"]') },
  "verify.right": { acts: wait(".tile .verdict.right") },
  "verify.wrong": { acts: wait(".tile .verdict.wrong") },
  "verify.unsure": { acts: wait(".tile .verdict.unsure") },
  "verify.clear": { first: firstJudged, acts: wait(".tile.chosen .verdict.none") },
  "verify.undo": {
    first: async (opened) => {
      await press("x")(opened);
      await called("annotate")(opened);
    },
    acts: called("annotations/undo"),
  },
  "verify.redo": {
    first: async (opened) => {
      await press("x")(opened);
      await called("annotate")(opened);
      await press("Control+z")(opened);
      await called("annotations/undo")(opened);
      await wait(".tile.chosen .verdict.none")(opened);
    },
    acts: called("annotations/redo"),
  },
  "verify.species": { acts: wait("[role=dialog] [role=combobox]") },
  "verify.note": { acts: wait("[role=dialog] :focus:is(input, textarea)") },
  "verify.unit": { first: firstJudged, acts: called("samples/skip") },
  "verify.pass": { acts: wait(".tile.skipped") },
  "verify.similar": { acts: wait(".side-head", "Back to clip 1") },
  "verify.look": { acts: wait(".look-line[open] > summary:focus") },
  "verify.reference": {
    first: async (opened) => {
      await press("o")(opened);
      await wait(".reference canvas")(opened);
    },
    acts: wait(".reference .tile-playing"),
  },
  "verify.one": { acts: wait(".one-clip:focus") },
  "verify.blind": { acts: wait(".verify-strip", "You judge blind") },
  "verify.threshold": { acts: dialog("Threshold for a target") },
  "verify.export": { acts: called("samples/export") },
  "verify.list": { acts: wait("table.samples") },

  "tiles.left": { first: press("ArrowRight", "ArrowRight"), acts: onClip(2) },
  "tiles.right": { acts: onClip(2) },
  "tiles.up": { first: press("ArrowDown"), acts: onClip(1) },
  "tiles.down": { acts: onClip(6) },
  "tiles.pageUp": { first: press("End", "Home", "PageDown"), acts: onClip(1) },
  "tiles.pageDown": { acts: wait(".tile.chosen .tile-number", /^(1[16]|2[16])$/) },
  "tiles.first": { first: press("ArrowRight", "ArrowRight"), acts: onClip(1) },
  "tiles.last": { acts: onClip(100) },
  "tiles.markLeft": { first: press("ArrowRight"), acts: together(2) },
  "tiles.markRight": { acts: together(2) },
  "tiles.markUp": { first: press("ArrowDown"), acts: together(6) },
  "tiles.markDown": { acts: together(6) },
  "tiles.all": { acts: together(100) },
  "tiles.next": { first: firstJudged, acts: onClip(2) },
  "tiles.close": {
    first: async (opened) => {
      await press("o")(opened);
      await wait(".one-clip:focus")(opened);
    },
    acts: wait(".tiles:focus"),
  },

  ...LEARN_CASES,
  ...MATCHING_CASES,

  "models.up": { acts: wait("li:last-child > .model-card:focus") },
  "models.use": { acts: called("models/activate") },
  "models.install": { acts: wait("[role=dialog]", "Perch") },
  "models.verify": { acts: called("models/verify") },

  "export.card": {
    key: "7",
    acts: ({ tab }) => tab.getByRole("radio", { name: /JSON/, checked: true }).waitFor(),
  },
  "export.folder": {
    acts: ({ asked }) => until(() => asked.some(({ name }) => name === "pick")),
  },
  "export.start": { acts: called("jobs.start") },
  "export.stop": {
    first: async (opened) => {
      await opened.emit("jobs", madeJobs(exportJob({})));
      await wait(".export-job")(opened);
    },
    acts: called("jobs.cancel"),
  },

  "first-run.next": {
    first: ({ tab }) => tab.getByRole("main").click({ position: { x: 2, y: 2 } }),
    acts: goes("#/run"),
  },
  "first-run.back": { acts: goes("#/first-run?step=recordings") },
  "first-run.card": { key: "2", acts: wait("[role=dialog]") },

  "settings.search": { acts: wait("input:focus") },
  "settings.undo": {
    first: async ({ tab, settings }) => {
      await tab.getByText("Dark", { exact: true }).click();
      await until(() => settings.theme === "dark");
    },
    acts: ({ settings }) => until(() => settings.theme === "system"),
  },
};

function pageOf(id: CommandId): Page {
  const { scope } = COMMANDS[id];
  const { on } = CASES[id];
  if (on !== undefined) return on;
  if (scope === "app") return "run";
  return isInner(scope) ? INNER[scope] : scope;
}

/** The key as Playwright presses it. */
const pressable = (key: string): string => key.replace("$mod", "Control");

describe.skipIf(executable === undefined)("every command", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch(["--autoplay-policy=no-user-gesture-required"]);
  });

  afterAll(() => browser.close());

  /** One tab for all: each command finds its page as it was first opened. */
  let tried: Opened | undefined;

  async function shown(page: Page): Promise<Opened> {
    const { options, ready } = PAGES[page];
    if (tried === undefined) tried = await open(browser, options());
    else await tried.again(options());
    const opened = tried;
    await opened.tab.locator(ready).first().waitFor();
    return opened;
  }

  test.each(Object.keys(PAGES) as Page[])("of %s is named in the overlay", async (page) => {
    const opened = await shown(page);
    const { tab } = opened;
    if (page === "run") {
      await running(opened);
      await wait(".run-now")(opened);
    }
    await tab.keyboard.press("F1");
    await dialog("Keys")(opened);
    const named = await tab.getByRole("dialog").locator("dt").allTextContents();
    // The first run is the whole window: there is no bar, no jobs and no other page.
    // The keys of the import sheet are those of a dialog, which is not open here.
    const inner = Object.entries(INNER).flatMap(([scope, of]) =>
      of === page && scope !== "recordings-import" ? [scope] : [],
    );
    const scopes: string[] = page === "first-run" ? [page] : ["app", page, ...inner];
    // A sample is open, and the list of samples has the keys that bring another.
    const elsewhere: readonly string[] = ["verify.draw", "verify.import", ...LEARN_ELSEWHERE];
    const wanted = COMMAND_IDS.filter(
      (id) => scopes.includes(COMMANDS[id].scope) && !elsewhere.includes(id),
    );
    for (const id of wanted) assert.include(named, COMMANDS[id].label.message, id);
  });

  test.each(COMMAND_IDS)("%s acts when its key is pressed", async (id) => {
    const { first, key: own, acts } = CASES[id];
    const key = own ?? keysOf(id, USUAL)[0];
    assert.isDefined(key, "has no key");
    const opened = await shown(pageOf(id));
    await first?.(opened);
    await opened.tab.keyboard.press(pressable(key));
    await acts(opened);
    assert.deepEqual(opened.errors, []);
  });
});
