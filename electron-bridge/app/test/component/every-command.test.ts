/** Every command of the table can be given: it has a key, the overlay names it, and it acts. */
import type { Browser } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { keysOf } from "../../renderer/keys/bindings.js";
import { COMMAND_IDS, COMMANDS, type CommandId, type Scope } from "../../renderer/keys/commands.js";
import { USUAL } from "../../shared/settings.js";
import { executable, launch } from "../chromium.js";
import { ACTIVITY_CASES, ACTIVITY_PAGE } from "./every-command-activity.js";
import { DETECTIONS_CASES, DETECTIONS_PAGE } from "./every-command-detections.js";
import { DISPUTES_CASES } from "./every-command-disputes.js";
import { LABEL_CASES, LABEL_PAGE } from "./every-command-label.js";
import { LEARN_CASES, LEARN_ELSEWHERE, LEARN_PAGE } from "./every-command-learn.js";
import { MATCHING_CASES } from "./every-command-matching.js";
import { RECORDINGS_CASES, RECORDINGS_PAGE } from "./every-command-recordings.js";
import { SPECIES_CASES, SPECIES_PAGE } from "./every-command-species.js";
import { called, type Case, dialog, goes, press, type Tried, wait } from "./every-command-steps.js";
import { exporting, exportJob, FOLDER, PICKED } from "./export-script.js";
import { longMedia } from "./made-detections.js";
import { madeJobs } from "./made-jobs.js";
import { MadeSamples } from "./made-samples.js";
import { BIRDNET, INSTALLED, PERCH } from "./models-list.js";
import { engine, job, jobs, PROGRESS, RECENT, BIRDNET as USED } from "./run-script.js";
import { open, type Opened, until } from "./scripted.js";

if (executable === undefined) console.warn("No Chromium here: commands are not tested.");

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

const running = ({ emit }: Opened): Promise<void> =>
  emit("jobs", jobs({ running: [job({ progress: PROGRESS, recent: RECENT })] }));

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

const PAGES: Record<Page, Tried> = {
  recordings: RECORDINGS_PAGE,
  run: {
    options: () => ({
      hash: "#/run",
      script: engine({ models: [USED, { ...USED, name: "owls", title: "Owls", active: false }] }),
    }),
    ready: ".run-start:not([disabled])",
  },
  detections: DETECTIONS_PAGE,
  species: SPECIES_PAGE,
  activity: ACTIVITY_PAGE,
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

const CASES: Record<CommandId, Case<Page>> = {
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

  "models.down": {
    acts: wait(".model-card:first-child:focus, li:first-child > .model-card:focus"),
  },
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

  ...RECORDINGS_CASES,
  ...DETECTIONS_CASES,
  ...SPECIES_CASES,
  ...ACTIVITY_CASES,
  ...LABEL_CASES,
  ...LEARN_CASES,
  ...DISPUTES_CASES,
  ...MATCHING_CASES,
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
