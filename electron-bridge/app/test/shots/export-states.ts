/** The page Export in each of its states. */
import { CUT, DONE, exporting, exportJob, FOLDER, REFUSED } from "../component/export-script.js";
import { MadeCatalog } from "../component/made-detections.js";
import { madeJob, madeJobs } from "../component/made-jobs.js";
import { Refusal } from "../component/scripted.js";
import type { State } from "./state.js";

const RAVEN = { card: "raven", folder: FOLDER };
const FILTERED = encodeURIComponent(
  JSON.stringify({ species: ["Strix virgata"], confidence: { ge: 0.8 }, site: "Tapir-02" }),
);

/** Titles of files, and of jobs as they were when they were asked for. */
const DATA = /Begin Time|End Time|Common Name|Export for Raven|Clips of sound|Owl|linnet\./;

const state = (name: string, some: Partial<State> & { setup?: object }): State => {
  const { setup, ...rest } = some;
  const script = exporting(setup === undefined ? {} : { setup });
  return { name: `export-${name}`, hash: "#/export", options: { script }, data: DATA, ...rest };
};

export const EXPORT_STATES: State[] = [
  state("new", {}),
  state("raven", {
    setup: { ...RAVEN, withClips: true, capped: true },
    hash: `#/export?where=${FILTERED}`,
    holds: ["reemplaza 1 exportación anterior"],
  }),
  state("table", {
    setup: { card: "tables", folder: FOLDER, columns: ["heardAt", "site", "verified"] },
    then: async ({ tab }) => {
      await tab.locator(".export-columns summary").click();
    },
  }),
  state("clips", { setup: { card: "clips", folder: FOLDER } }),
  state("labels-empty", { setup: { ...RAVEN, kind: "labels" } }),
  state("running", {
    setup: RAVEN,
    then: async ({ emit }) => {
      const progress = { kind: "report", done: 800, total: 2000, files: 0 };
      const run = madeJob({
        id: 1,
        kind: "run",
        method: "infer",
        state: "running",
        title: "BirdNET",
      });
      await emit("jobs", madeJobs(run, exportJob({ progress })));
    },
    data: /BirdNET|Begin Time|End Time|Common Name|Export for Raven|Owl/,
  }),
  state("done", { setup: RAVEN, then: ({ emit }) => emit("jobs", madeJobs(DONE, CUT)) }),
  state("refused", {
    options: {
      script: exporting({ setup: RAVEN, plan: { ...REFUSED, bytes: 5e9, freeBytes: 1e9 } }),
    },
    holds: ["no es una exportación anterior", "al disco le quedan"],
  }),
  state("not-granted", {
    options: {
      script: exporting({
        setup: { ...RAVEN, card: "json" },
        plan: () => {
          throw new Refusal("NotAllowed", "The page may not name this.", { path: FOLDER });
        },
      }),
    },
  }),
  state("failed", {
    setup: RAVEN,
    then: ({ emit }) => {
      const error = { code: -32_021, kind: "StorageFull", message: "Full.", path: FOLDER } as const;
      return emit("jobs", madeJobs(exportJob({ state: "failed", outcome: { ok: false, error } })));
    },
    holds: ["No hay espacio para escribir"],
  }),
  state("nothing", { options: { script: exporting({ catalog: new MadeCatalog(0) }) } }),
];
