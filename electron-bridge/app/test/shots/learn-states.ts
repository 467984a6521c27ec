/** The page Learn in each of its states. */
import type { Note } from "@linnet/electron-bridge/generated/contract.js";
import { madeJobs } from "../component/made-jobs.js";
import { MadeLearn } from "../component/made-learn.js";
import { BIRDNET } from "../component/models-list.js";
import { Refusal, type Script } from "../component/scripted.js";
import type { State } from "./state.js";

/** Names of classifiers, models and places; AP and the like are the same in every language. */
const DATA = /night-owls|Lophostrix|Owl|Tapir|Strix|Glaucidium|BirdNET|birdnet|Perch|Ana Quispe/;

const owls = (versions = 3): MadeLearn => new MadeLearn().add("night-owls", versions);

const state = (name: string, query: string, script: Script, some: Partial<State> = {}): State => ({
  name: `learn-${name}`,
  hash: query === "" ? "#/learn" : `#/learn?${query}`,
  options: { script },
  data: DATA,
  ...some,
});

const step = (name: string): string => `c=night-owls&step=${name}`;

const refusing = (kind: string, message: string) => (): never => {
  throw new Refusal(kind, message);
};

const LEFT_OUT: Note = {
  ...{ kind: "labelsLeftOut", message: "3 labels were left out.", count: 3, changesResults: true },
  ...{ hint: "", examples: ["/media/ana/CARD7/20260312_050000.WAV"] },
};

/** A project in which something that a classifier needs is missing. */
const without = (some: Partial<MadeLearn>): Script => Object.assign(new MadeLearn(), some).script();

/** A project whose only installed models keep nothing. */
const NO_BASE: Script = new MadeLearn().script({ "models/list": () => ({ models: [BIRDNET] }) });

const planned = owls();
const withNote = planned.script({
  "heads/train": (asked) => ({ ...planned.plan(asked), notes: [LEFT_OUT] }),
});

const gone = owls();

const trained = owls(2);
const result = trained.trained("night-owls");

const fresh = owls();

export const LEARN_STATES: State[] = [
  state("no-model", "", NO_BASE, { holds: ["No hay modelo sobre el que aprender"] }),
  state("no-windows", "", without({ analysed: 0 }), { holds: ["Todavía no hay de qué aprender"] }),
  state("no-labels", "", without({ labelled: [] }), { holds: ["Nadie ha etiquetado nada"] }),
  state(
    "not-asked",
    step("judge"),
    owls().script({
      "heads/suggest": refusing("InvalidParams", "The catalog has no embeddings by BirdNET v2.4."),
    }),
    { holds: ["Preparar un análisis"] },
  ),
  state("unheard", step("judge"), Object.assign(owls(), { analysed: 0 }).script(), {
    holds: ["Todavía no hay de qué aprender"],
  }),
  state("none", "", new MadeLearn().script(), { holds: ["Enséñale a Linnet un sonido tuyo"] }),
  state("list", "", owls().add("frogs-of-manu", 1).script(), { holds: ["Aprende sobre"] }),
  state("new", "new=", new MadeLearn().script(), {
    then: async ({ tab }) => {
      await tab.locator("[role=dialog] input").first().fill("Night owls");
      await tab.locator(".learn-plan table").waitFor();
    },
    holds: ["necesita 1 etiqueta más"],
  }),
  state(
    "new-refused",
    "new=",
    new MadeLearn().script({
      "heads/train": refusing("InvalidParams", "No species has enough labels on stored windows."),
    }),
    {
      then: async ({ tab }) => {
        await tab.locator("[role=dialog] .failure").waitFor();
      },
    },
  ),
  state("versions", step("overview"), owls().script(), {
    then: async ({ tab }) => {
      await tab.locator(".learn-gains").waitFor();
    },
    holds: ["Ganancia de las dos últimas rondas"],
  }),
  state("judge", step("judge"), owls().script(), {
    then: async ({ tab }) => {
      await tab.locator(".tiles:focus").waitFor();
      for (const key of ["x", "c", "v", "x"]) await tab.keyboard.press(key);
      await tab.locator(".tile .verdict.unsure").waitFor();
    },
    holds: ["ventanas te esperan"],
  }),
  state(
    "nothing-to-ask",
    step("judge"),
    owls().script({
      "heads/suggest": () => ({ windows: [], considered: 0, notes: [] }),
    }),
    { holds: ["No tiene nada que preguntar"] },
  ),
  state("train", step("train"), withNote, {
    then: async ({ tab }) => {
      await tab.locator(".learn-plan table").waitFor();
    },
    holds: ["Aprenderá de 155 etiquetas", "3 etiquetas quedaron fuera"],
  }),
  state("training", step("train"), owls().script(), {
    then: async ({ emit, tab }) => {
      await tab.locator(".learn-plan table").waitFor();
      const progress = { done: 2, total: 6, unit: "fit" };
      await emit("jobs", madeJobs(trained.job("train", "running", { progress })));
      await tab.locator(".learn-running").waitFor();
    },
    holds: ["Está aprendiendo"],
  }),
  state("first-training", "c=frogs&step=train", owls().script(), {
    then: async ({ emit, tab }) => {
      const title = "frogs · training";
      await emit("jobs", madeJobs(trained.job("train", "running", { title })));
      await tab.locator(".learn-running").waitFor();
    },
    holds: ["Está aprendiendo"],
    data: new RegExp(`${DATA.source}|frogs`),
  }),
  state("training-failed", step("train"), owls().script(), {
    then: async ({ emit, tab }) => {
      const error = { code: 0, kind: "StorageFull", message: "The disk is full." };
      const job = trained.job("train", "failed", { outcome: { ok: false, error } });
      await emit("jobs", madeJobs(job));
      await tab.locator(".failure").waitFor();
    },
    holds: ["No hay espacio para escribir"],
  }),
  state("trained", step("train"), trained.script(), {
    then: async ({ emit, tab }) => {
      const outcome = { ok: true, value: result, leftOut: 0 } as const;
      await emit("jobs", madeJobs(trained.job("train", "done", { outcome })));
      await tab.locator(".learn-done table").waitFor();
    },
    holds: ["La versión 3 está entrenada y en uso"],
  }),
  state("compare", step("compare"), owls().script(), {
    then: async ({ tab }) => {
      await tab.locator(".learn-gains").waitFor();
    },
    holds: ["En las mismas 6 grabaciones"],
  }),
  state(
    "not-compared",
    step("compare"),
    owls().script({
      "heads/compare": refusing("InvalidParams", "1 labelled recording is left."),
    }),
    {
      then: async ({ tab }) => {
        await tab.locator(".learn-not-compared").waitFor();
      },
      holds: ["Todavía no se pueden comparar"],
    },
  ),
  state("one-version", step("compare"), owls(1).script(), { holds: ["Hay una sola versión"] }),
  state("find", step("find"), owls().script(), {
    then: async ({ tab }) => {
      await tab.locator(".learn-panel table").waitFor();
    },
    holds: ["Tanto se encontraría en 9.600 ventanas"],
  }),
  state("found", step("find"), owls().script(), {
    then: async ({ emit, tab }) => {
      await tab.locator(".learn-panel table").waitFor();
      const outcome = { ok: true, value: trained.found(), leftOut: 0 } as const;
      await emit("jobs", madeJobs(trained.job("find", "done", { outcome })));
      await tab.locator(".learn-done").waitFor();
    },
    holds: ["Detecciones encontradas: 349"],
  }),
  state("remove", step("overview"), gone.script(), {
    then: async ({ tab }) => {
      await tab.locator(".learn-panel table").first().waitFor();
      await tab.keyboard.press("Delete");
      await tab.locator("[role=alertdialog] p").nth(1).waitFor();
    },
    holds: ["se quedan en el proyecto"],
  }),
  state("rename", step("overview"), owls().script(), {
    then: async ({ tab }) => {
      await tab.locator(".learn-panel table").first().waitFor();
      await tab.keyboard.press("r");
      await tab.locator("[role=dialog] input").fill("owls of the night");
    },
  }),
  state(
    "base-gone",
    step("overview"),
    fresh.script({
      "models/list": () => ({ models: [BIRDNET], notes: [] }),
    }),
    { holds: ["que ahora no está instalado"] },
  ),
  state("gone", "c=bats", owls().script(), {
    then: async ({ tab }) => {
      await tab.locator(".empty h2").waitFor();
    },
    holds: ["Este clasificador no está aquí"],
    data: new RegExp(`${DATA.source}|bats`),
  }),
  state("engine-away", step("overview"), owls().script(), {
    then: ({ emit }) => emit("state", { state: "restarting", project: 1 }),
  }),
  state(
    "refused",
    "",
    owls().script({
      "heads/list": refusing("CatalogUnavailable", "The project's file is not there."),
    }),
    { holds: ["No se puede usar el archivo del proyecto."] },
  ),
];
