/** The page Settings in each of its states. */
import { madeJob, madeJobs } from "../component/made-jobs.js";
import { MARK } from "../component/own-words.js";
import { STORED } from "../component/settings-script.js";
import { HEALTH, manu, NOTHING } from "./projects.js";
import type { State } from "./state.js";

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

export const SETTINGS_STATES: State[] = [
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
    name: "settings-engine-troubled",
    holds: ["El motor avisa de que algo falta o está dañado."],
    hash: "#/settings?section=engine",
    options: {
      script: { ...NOTHING, health: () => ({ ...HEALTH, trouble: [`Of it, ${MARK} --this.`] }) },
    },
  },
];
