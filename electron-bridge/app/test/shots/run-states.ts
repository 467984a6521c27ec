/** The page Run and the jobs in each of their states. */
import { FAILED_FILES, FILE_ERRORS, NOTES } from "../component/own-words.js";
import { engine, job, jobs, PLAN, PROGRESS, RECENT, run } from "../component/run-script.js";
import { refusing } from "./projects.js";
import type { State } from "./state.js";

/** A run that brought every note, and files that failed in every way. */
const TROUBLED = engine({
  runs: [run({ notes: NOTES, failed: FAILED_FILES.length })],
  files: FAILED_FILES,
});

/** Titles of jobs are as they were when they were asked for; why a file failed is the engine's. */
const OF_RUNS = /Birds, by place|Everything, Perch|not a sound file|file ends after|CARD7/;

export const RUN_STATES: State[] = [
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
];
