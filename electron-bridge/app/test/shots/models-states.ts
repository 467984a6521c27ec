/** The page Models in each of its states. */
import { madeJob, madeJobs } from "../component/made-jobs.js";
import { BIRDNET, INSTALLED, PERCH } from "../component/models-list.js";
import type { Script } from "../component/scripted.js";
import { NOTHING, refusing } from "./projects.js";
import type { State } from "./state.js";

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

export const MODELS_STATES: State[] = [
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
];
