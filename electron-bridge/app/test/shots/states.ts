/** Every page of the app, full and empty, over a scripted engine. */
import { CARD_STATES } from "./card-states.js";
import { DETECTIONS_STATES } from "./detections-states.js";
import { DISPUTE_STATES } from "./dispute-states.js";
import { DRAW_STATES } from "./draw-states.js";
import { EXPORT_STATES } from "./export-states.js";
import { LABEL_STATES } from "./label-states.js";
import { LEARN_STATES } from "./learn-states.js";
import { MATCHING_STATES } from "./matching-states.js";
import { MODELS_STATES } from "./models-states.js";
import { PLOT_STATES } from "./plot-states.js";
import { NOTHING } from "./projects.js";
import { RECORDINGS_STATES } from "./recordings-states.js";
import { RUN_STATES } from "./run-states.js";
import { SETTINGS_STATES } from "./settings-states.js";
import type { State } from "./state.js";
import { VERIFY_STATES } from "./verify-states.js";

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

export const STATES: State[] = [
  ...RECORDINGS_STATES,
  ...CARD_STATES,
  ...RUN_STATES,
  { name: "first-run", hash: "#/first-run" },
  {
    name: "first-run-model",
    hash: "#/first-run?step=model",
    options: { script: NOTHING },
  },
  ...DETECTIONS_STATES,
  ...PLOT_STATES,
  ...LABEL_STATES,
  ...VERIFY_STATES,
  ...DISPUTE_STATES,
  ...DRAW_STATES,
  ...MATCHING_STATES,
  ...LEARN_STATES,
  ...MODELS_STATES,
  ...EXPORT_STATES,
  ...SETTINGS_STATES,
  {
    name: "engine-failed",
    hash: "#/detections",
    then: ({ emit }) => emit("state", FAILED),
  },
];
