/** Every page of the app, full and empty, over a scripted engine: what pictures and checks look at. */
import type { Browser, Page as Tab } from "playwright-core";
import { madeJob, madeJobs } from "../component/made-jobs.js";
import { MadeCatalog, madeMedia, SPECIES } from "../component/made-detections.js";
import { MadePlaces } from "../component/made-places.js";
import { BIRDNET, INSTALLED, PERCH } from "../component/models-list.js";
import { FAILED_FILES, FILE_ERRORS, MARK, NOTES } from "../component/own-words.js";
import { EXPORTS } from "./export-states.js";
import { engine, job, jobs, PLAN, PROGRESS, RECENT, run } from "../component/run-script.js";
import { DECISIONS, SETTINGS_SCRIPT, STORED } from "../component/settings-script.js";
import { open, type Opened, Refusal, type Scripted, type Script } from "../component/scripted.js";
import { CARD_STATES } from "./card-states.js";
import { LEARN_STATES } from "./learn-states.js";
import { PLOT_STATES } from "./plot-states.js";
import { DISPUTE_STATES } from "./dispute-states.js";
import { LABEL_STATES } from "./label-states.js";
import { VERIFY_STATES } from "./verify-states.js";
import { DRAW_STATES } from "./draw-states.js";
import { MATCHING_STATES } from "./matching-states.js";

export interface State {
  name: string;
  hash: string;
  options?: Scripted;
  /** What is done once the page is there, such as telling it of a job. */
  then?: (opened: Opened) => Promise<void>;
  /** What must be seen in Spanish, so that a state that shows nothing passes no check. */
  holds?: string[];
  /** Texts of the engine, of data or of the model's publisher, which no page can translate. */
  data?: RegExp;
}

const EMPTY = {
  ...{ rows: [], nextCursor: null, prevCursor: null, before: 0, marks: [], notes: [] },
  ...{ total: 0, totalExact: true },
};

const LOADED = [
  {
    name: "birdnet-v2.4",
    versionId: "1-2",
    variant: "fp32",
    providers: ["cpu"],
    fellBack: [],
    bytes: 134e6,
  },
];

const HEALTH = {
  ...{ status: "ok", version: "0.9.0", uptimeSeconds: 3600, activeModel: "BirdNET v2.4" },
  ...{ providers: [], catalog: "/home/ana/Linnet/manu-2026.sqlite", ready: true, revision: 7 },
  trouble: [],
  loaded: LOADED,
};

const BATCHES = [
  ["annotate", "Ana Quispe", "2026-11-28T21:14:00Z", null, 1],
  ["annotate", "Ana Quispe", "2026-11-28T21:02:00Z", null, 24],
  ["tapir-03.selections.txt", "Luis Mamani", "2026-11-21T15:40:00Z", null, 312],
  ["annotate", "Luis Mamani", "2026-11-20T10:11:00Z", "2026-11-20T10:12:00Z", 3],
].map(([what, labeler, madeAt, undoneAt, annotations], at) => {
  return { batchId: 40 - at, what, labeler, madeAt, undoneAt, annotations };
});

/** A project with nothing in it, and no model. */
const NOTHING: Script = {
  ...SETTINGS_SCRIPT,
  health: () => ({ ...HEALTH, activeModel: null }),
  query: () => EMPTY,
  "models/list": () => ({ models: [BIRDNET, PERCH] }),
  "memos/list": () => ({ memos: [] }),
  "memos/get": ({ key }) => ({ key, value: null, revision: 0 }),
};

/** A project of owls and tinamous in Manu. */
function manu(): Script {
  const catalog = new MadeCatalog(2000);
  return catalog.script({
    health: () => HEALTH,
    query: (asked) =>
      asked.select === "batches"
        ? { ...EMPTY, rows: BATCHES, total: BATCHES.length }
        : asked.select === "annotations"
          ? { ...EMPTY, rows: DECISIONS, total: 24 }
          : catalog.query(asked),
    "models/list": () => ({ models: [INSTALLED, PERCH] }),
    ...SETTINGS_SCRIPT,
  });
}

/** An installation of an earlier version, for whose small files nothing vouches. */
const VERIFIED: Script = {
  "models/list": () => ({ models: [INSTALLED, PERCH] }),
  "models/verify": () => ({
    model: "birdnet-v2.4",
    passed: false,
    checks: [
      {
        name: "files",
        passed: true,
        message:
          "Every file with a digest is as it was installed. Nothing vouches for " +
          "birdnet-v2.4/LICENCE.txt, birdnet-v2.4/installed.json. Install or add the model again.",
      },
      { name: "run", passed: true, message: "A window of noise gives 6,522 scores." },
      { name: "logits", passed: false, message: "Scores differ by 0.2, above 0.01." },
    ],
  }),
};

const GRANTS = [
  { path: "/media/ana/CARD7", added: "2026-03-12T10:00:00Z", off: "The folder is not there now." },
  { path: "/home/ana/Grabaciones/Manu 2026", added: "2026-02-01T10:00:00Z", off: null },
];

const LOG = [
  "2026-11-29T10:00:01Z main Linnet 0.1.0 starts.",
  "2026-11-29T10:00:02Z engine ready: 2 threads",
  "2026-11-29T10:00:09Z engine model birdnet-v2.4 loaded in 0.8 s",
];

const SECTIONS = "you keys look sound languages storage engine project".split(" ");

const FAILED = {
  state: "failed",
  project: 1,
  error: {
    code: -32_010,
    kind: "CatalogUnavailable",
    message: "The project's file is not there.",
    hint: "Plug in its drive, or open another project.",
    path: "/media/ana/DISK/manu-2026.sqlite",
  },
  stderr: ["sidecar: opening /media/ana/DISK/manu-2026.sqlite", "sidecar: unable to open the file"],
};

/** What comes from a model's publisher, from a log, or from main, which speaks by itself. */
const DATA =
  /BirdNET|Perch|Cornell|Chemnitz|credit to|bats|birds|worldwide|zenodo|Kahl|publication|classes|CC BY|Apache|folder is not there|^sidecar:|^20\d\d-/;

/** A run that brought every note, and files that failed in every way. */
const TROUBLED = engine({
  runs: [run({ notes: NOTES, failed: FAILED_FILES.length })],
  files: FAILED_FILES,
});

/** Names of places, recorders and files come from the catalog. */
const OF_PLACES = /Tapir|Colpa|Manu|AM 24F|SM4|WAV|America/;

const refusing = (kind: string) => (): never => {
  const hint = `\`linnet catalog repair\` helps, ${MARK}.`;
  throw new Refusal(kind, `Of ${kind}, ${MARK} this.`, { hint });
};

/** Titles of jobs are as they were when they were asked for; why a file failed is the engine's. */
const OF_RUNS = /Birds, by place|Everything, Perch|not a sound file|file ends after|CARD7/;

/** The page Recordings, over the project in Manu. */
const placesState = (name: string, query: string, some: Partial<State> = {}): State => ({
  name: `recordings-${name}`,
  hash: `#/recordings?${query}`,
  options: { script: new MadePlaces().script() },
  data: OF_PLACES,
  ...some,
});

const DECLINED = { "places/set": refusing("CatalogUnavailable") };

export const STATES: State[] = [
  placesState("folders", "at=deployment 3"),
  placesState("table", "view=table"),
  placesState("map", "view=map&at=site 2"),
  placesState("timeline", "view=timeline&at=site 3"),
  placesState("none-match", "view=table&q=nowhere", { holds: ["Ninguna grabación coincide"] }),
  placesState("edit", "at=deployment 3", {
    then: async ({ tab }) => {
      await tab.locator("[role=tree]:focus").waitFor();
      await tab.keyboard.press("e");
      await tab.locator("[role=dialog] input").last().fill("+1:00");
      await tab.locator(".edit-moved").waitFor();
    },
    holds: ["reciben otro inicio"],
  }),
  placesState("edit-refused", "at=site 1", {
    options: { script: new MadePlaces().script(DECLINED) },
    then: async ({ tab }) => {
      await tab.locator("[role=tree]:focus").waitFor();
      await tab.keyboard.press("e");
      await tab.locator("[role=dialog] input").nth(4).fill("210");
      await tab.locator("[role=dialog] .failure").waitFor();
    },
    holds: ["No se puede usar el archivo del proyecto."],
  }),
  placesState("change-all", "view=table&at=deployment 3", {
    then: async ({ tab }) => {
      await tab.locator(".recordings-row").first().waitFor();
      await tab.locator(".recordings-toolbar button").last().click();
      await tab.locator("[role=dialog] .edit-fields").waitFor();
    },
  }),
  {
    ...{ name: "recordings-refused", hash: "#/recordings" },
    options: { script: { ...NOTHING, query: refusing("CatalogUnavailable") } },
    holds: ["No se puede usar el archivo del proyecto."],
  },
  { name: "recordings-empty", hash: "#/recordings", options: { script: NOTHING } },
  ...CARD_STATES,
  { name: "run", hash: "#/run" },
  {
    name: "run-running",
    hash: "#/run",
    options: { script: engine() },
    then: ({ emit }) =>
      emit(
        "jobs",
        jobs({
          running: [job({ progress: PROGRESS, recent: RECENT })],
          waiting: [job({ id: 2, title: "Everything, Perch", state: "waiting", behind: 1 })],
        }),
      ),
    data: OF_RUNS,
  },
  { name: "first-run", hash: "#/first-run" },
  {
    name: "first-run-model",
    hash: "#/first-run?step=model",
    options: { script: NOTHING },
  },
  {
    name: "detections-details",
    hash: "#/detections",
    then: async ({ tab }) => {
      await tab.waitForFunction(() => document.activeElement?.role === "grid");
      await tab.keyboard.press("Enter");
      await tab.locator("aside.drawer").waitFor();
    },
  },
  {
    name: "detections-similar",
    hash: "#/detections",
    then: async ({ tab }) => {
      await tab.waitForFunction(() => document.activeElement?.role === "grid");
      await tab.keyboard.press("f");
      await tab.locator(".similar-window .verdict").first().waitFor();
      await tab.keyboard.press("f");
      await tab.locator(".similar-window:focus").waitFor();
      await tab.keyboard.press("x");
      await tab.locator(".similar-window .verdict.right").waitFor();
    },
    holds: ["Sin detección que juzgar"],
  },
  { name: "detections", hash: "#/detections" },
  { name: "detections-empty", hash: "#/detections", options: { script: NOTHING } },
  ...PLOT_STATES,
  ...LABEL_STATES,
  ...VERIFY_STATES,
  ...DISPUTE_STATES,
  ...DRAW_STATES,
  ...MATCHING_STATES,
  ...LEARN_STATES,
  { name: "models", hash: "#/models" },
  {
    name: "models-verified",
    hash: "#/models",
    options: { script: { ...NOTHING, ...VERIFIED } },
    then: async ({ tab }) => {
      await tab.locator(".model-checks button").first().click();
      await tab.locator(".model-checks li").first().waitFor();
    },
    holds: ["El modelo no pasó"],
  },
  { name: "models-gallery", hash: "#/models?tab=gallery" },
  { name: "models-own", hash: "#/models?tab=own" },
  { name: "models-empty", hash: "#/models?tab=installed", options: { script: NOTHING } },
  {
    name: "models-trouble",
    holds: ["No se puede usar el archivo del proyecto."],
    hash: "#/models",
    options: {
      script: {
        "models/list": refusing("CatalogUnavailable"),
      },
    },
  },
  {
    name: "models-installing",
    hash: "#/models?tab=gallery",
    options: { script: NOTHING },
    then: async ({ emit }) => {
      const progress = {
        kind: "report",
        step: "download",
        unit: "byte",
        done: 3.1e7,
        total: 7.7e7,
      };
      const install = { kind: "install", title: BIRDNET.title, method: "models/install" as const };
      await emit("jobs", madeJobs(madeJob({ ...install, state: "running", progress })));
    },
  },
  ...EXPORTS,
  ...SECTIONS.map((section) => ({
    name: `settings-${section}`,
    hash: `#/settings?section=${section}`,
    options: { grants: GRANTS, log: LOG },
  })),
  {
    name: "settings-clear",
    holds: ["Esto libera 3,1 GB, 4.810 archivos.", "No los hizo Linnet."],
    hash: "#/settings?section=storage",
    then: async ({ tab }) => {
      await tab.locator(".stored button").first().click();
      await tab.locator(".dialog h3").waitFor();
    },
  },
  {
    name: "settings-over-limit",
    holds: ["Más que el límite", "LINNET_CACHE_GB"],
    hash: "#/settings?section=storage",
    options: {
      script: {
        ...NOTHING,
        storage: () => ({
          ...STORED,
          backups: [],
          cache: {
            ...{ bytes: 1e9, source: "variable", place: "LINNET_CACHE_GB", changeable: false },
          },
        }),
      },
    },
  },
  {
    name: "settings-engine-down",
    holds: ["El motor no está en marcha"],
    hash: "#/settings?section=storage",
    then: ({ emit }) => emit("state", { state: "restarting", project: 1 }),
  },
  {
    name: "settings-engine-all",
    hash: "#/settings?section=engine",
    then: ({ tab }) => tab.locator(".setting button[aria-expanded]").click(),
    holds: ["Hilos de un análisis", "Linnet elige"],
  },
  {
    name: "settings-step",
    hash: "#/settings?section=project",
    then: async ({ tab }) => {
      await tab.locator("ul.plain-list button").nth(1).click();
      await tab.locator(".dialog table").waitFor();
    },
    holds: ["Al deshacer se retiran 24 decisiones."],
  },
  {
    name: "settings-repair",
    hash: "#/settings?section=project",
    then: ({ tab }) => tab.locator(".setting").nth(3).locator("button").click(),
    holds: ["¿Reparar el proyecto?"],
  },
  {
    name: "settings-project-busy",
    hash: "#/settings?section=project",
    options: {
      script: { ...manu(), storage: () => ({ ...STORED, readOnly: true }) },
    },
    then: async ({ emit }) => {
      const step = "checking totals of species";
      const check = { kind: "check", method: "catalog/check" as const, state: "running" as const };
      const progress = { kind: "report", done: 6, total: null, unit: "step", step };
      const problem = { kind: "orphans", count: 3, mendable: false };
      const left = [{ ...problem, message: `Of 3 regions, ${MARK} none.` }];
      const backup = "/home/ana/Linnet/manu-2026.backup-20261129T100000Z.sqlite";
      const outcome = { ok: true as const, leftOut: 0, value: { backup, mended: left, left } };
      const repair = { id: 2, kind: "repair", method: "catalog/repair" as const, outcome };
      await emit(
        "jobs",
        madeJobs(madeJob({ ...check, progress }), madeJob({ ...repair, state: "done" })),
      );
    },
    holds: ["Comprobando los totales de las especies", "Este proyecto solo se puede leer"],
  },
  {
    name: "settings-trouble",
    hash: "#/settings?section=storage",
    options: { info: { settingsTrouble: "BirdNET: the old settings were put aside." } },
  },
  {
    name: "run-troubled",
    holds: ["“Canal”, … no tuvieron efecto.", "El modelo no está instalado."],
    hash: "#/run",
    options: { script: TROUBLED },
    then: ({ emit }) =>
      emit(
        "jobs",
        jobs({ ended: [job({ state: "done", outcome: { ok: true, value: {}, leftOut: 0 } })] }),
      ),
  },
  {
    name: "run-plan-troubled",
    holds: ["“Canal”, … no tuvieron efecto.", "El modelo no está instalado."],
    hash: "#/run",
    options: {
      script: engine({
        plan: { ...PLAN, missing: FILE_ERRORS.length, errors: FILE_ERRORS, notes: NOTES },
      }),
    },
    then: async ({ tab }) => {
      await tab.locator(".run-plan details").first().click();
    },
  },
  {
    name: "run-refused",
    holds: ["Linnet no puede usar este lugar."],
    hash: "#/run",
    options: { script: engine({ plan: refusing("PathNotAllowed") }) },
  },
  {
    name: "jobs-failed",
    holds: ["El modelo no está instalado."],
    hash: "#/run",
    options: { script: engine() },
    then: async ({ tab, emit }) => {
      const failed = FILE_ERRORS.map((error, at) =>
        job({ id: at + 1, title: "BirdNET", state: "failed", outcome: { ok: false, error } }),
      );
      await emit("jobs", jobs({ ended: failed }));
      await tab.keyboard.press("Control+j");
    },
  },
  {
    name: "detections-refused",
    holds: ["No se puede usar el archivo del proyecto."],
    hash: "#/detections",
    options: { script: { ...manu(), query: refusing("CatalogUnavailable") } },
  },
  {
    name: "settings-engine-troubled",
    holds: ["El motor avisa de que algo falta o está dañado."],
    hash: "#/settings?section=engine",
    options: {
      script: { ...NOTHING, health: () => ({ ...HEALTH, trouble: [`Of it, ${MARK} --this.`] }) },
    },
  },
  {
    name: "engine-failed",
    hash: "#/detections",
    then: ({ emit }) => emit("state", FAILED),
  },
];

export interface Look {
  theme?: "light" | "dark";
  language?: "en" | "es";
  size?: { width: number; height: number };
}

/** Open a page in a state, in a tab that is there or in a new one, and wait until it stands. */
export async function shown(
  browser: Browser,
  state: State,
  look: Look = {},
  present?: Opened,
): Promise<Opened> {
  const { theme = "light", language = "en", size = { width: 1280, height: 800 } } = look;
  const options: Scripted = {
    hash: state.hash,
    size,
    media: madeMedia,
    script: manu(),
    ...state.options,
    settings: { theme, language, speciesLanguage: language, labeler: "Ana Quispe" },
  };
  await present?.again(options);
  const opened = present ?? (await open(browser, options));
  await opened.emit("state", { state: "ready", project: 1 });
  await state.then?.(opened);
  const { tab } = opened;
  await tab.waitForSelector("main > *");
  await still(tab);
  return opened;
}

/** Answers come, and small pictures after a row's rest, with less than this between them. */
const APART_MS = 700;

/** Wait until the page has drawn all that it draws. */
export function still(tab: Tab, apartMs = APART_MS): Promise<void> {
  return tab.evaluate(untilStill, apartMs);
}

function untilStill(apartMs: number): Promise<void> {
  return new Promise((resolve) => {
    const wait = (): number => window.setTimeout(resolve, apartMs);
    let timer = wait();
    new MutationObserver(() => {
      clearTimeout(timer);
      timer = wait();
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
}

/** Sentences that the engine has of each model, in English alone. */
const OF_MODELS = new Set([BIRDNET, PERCH].flatMap((model) => [model.goodFor, model.notFor]));

/** Names of species come from the engine, which the script has in English alone. */
const NAMES = new Set<string>(SPECIES.flat());

/** Whether a text of a state comes from elsewhere than the page's own messages. */
export function isData(text: string, { data }: State): boolean {
  return OF_MODELS.has(text) || NAMES.has(text) || DATA.test(text) || data?.test(text) === true;
}
