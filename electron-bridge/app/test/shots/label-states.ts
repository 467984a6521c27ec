/** The page Label in each of its states. */
import { MadeRecording, OWL, TIT } from "../component/made-label.js";
import { Refusal, type Script } from "../component/scripted.js";
import type { State } from "./state.js";

/** Names of species, places and files. */
const DATA =
  /Ana Quispe|Strix|Parus|Tapir|Manu|WAV|CARD7|Label kept|kHz|ends in the middle|BirdNET|Perch/;

function labelled(): MadeRecording {
  return new MadeRecording()
    .label(OWL, 4, 7, [1000, 3000])
    .label(TIT, 9, 9.4, [3000, 8000])
    .label(TIT, 20, 23)
    .heard(OWL, 3, 0.71)
    .heard(TIT, 6, 0.42)
    .heard(OWL, 6, 0.38)
    .heard(OWL, 12, 0.94);
}

const state = (name: string, made: MadeRecording, some: Partial<State> = {}): State => ({
  name: `label-${name}`,
  hash: "#/label?r=7",
  options: { script: made.script() },
  data: DATA,
  ...some,
});

const press =
  (...keys: string[]): NonNullable<State["then"]> =>
  async ({ tab }) => {
    await tab.locator(".label-row, .label-list p").first().waitFor();
    await tab.locator(".long-area").focus();
    for (const key of keys) await tab.keyboard.press(key);
  };

/** Half of the 30 s in view have no sound. */
const cut: Script["overview"] = (asked) => ({
  ...(labelled().script().overview?.(asked) as object),
  ...{ seconds: 15, trouble: "The file ends in the middle of a block." },
});

const bats = labelled();
bats.recording.sampleRate = 384_000;

const missing = labelled();
missing.recording.missingSince = "2026-03-20T00:00:00Z";

export const LABEL_STATES: State[] = [
  state("open", labelled(), { holds: ["En la vista"] }),
  state("waveform", labelled(), {
    then: async (opened) => {
      await press("w")(opened);
      await opened.tab.locator('.waveform canvas[data-sharp="true"]').waitFor();
    },
    holds: ["alcanza"],
  }),
  state("ultrasound", bats, {
    then: async (opened) => {
      await press("e", "e", "e", "e")(opened);
      await opened.tab.getByLabel(/Tuned to|Sintonizado/).waitFor();
    },
  }),
  state("cut", labelled(), {
    options: { script: labelled().script({ overview: cut }) },
    then: async (opened) => {
      await press("w")(opened);
      await opened.tab.locator(".long-missing").waitFor();
    },
    holds: ["quedó cortado"],
  }),
  state("heard", labelled(), {
    hash: "#/label?r=7&t=0&s=30&lo=0&hi=20000",
    then: async (opened) => {
      await press("i")(opened);
      await opened.tab.locator(".long-unheard").waitFor();
    },
    holds: ["No oye nada por encima de"],
  }),
  state("heard-none", labelled(), {
    options: { script: labelled().script({ "models/list": () => ({ models: [], notes: [] }) }) },
    then: async (opened) => {
      await press("i")(opened);
      await opened.tab.locator(".label-heard", { hasText: /./ }).waitFor();
    },
    holds: ["Todavía no hay ningún modelo instalado"],
  }),
  state("chosen", labelled(), {
    then: async (opened) => {
      await press()(opened);
      await opened.tab.locator(".label-row.label").first().click();
      await opened.tab.locator(".label-chosen").waitFor();
    },
    holds: ["Moverla allí"],
  }),
  state("detection", labelled(), {
    then: async (opened) => {
      await press()(opened);
      await opened.tab.locator(".label-row.detection").first().click();
      await opened.tab.locator(".label-chosen").waitFor();
    },
    holds: ["dibuje una etiqueta"],
  }),
  state("reading", new MadeRecording(), {
    options: {
      script: new MadeRecording().script({ overview: () => new Promise(() => undefined) }),
    },
    then: async ({ tab, emit }) => {
      await tab.locator(".label-list p").first().waitFor();
      await emit("progress overview", { kind: "report", done: 900, total: 3600, unit: "second" });
      await tab.locator(".label-strip-state").waitFor();
    },
    holds: ["Linnet lee la grabación una vez"],
  }),
  state("missing", missing, { options: { script: missing.script(), media: () => undefined } }),
  state("unknown", new MadeRecording(), {
    hash: "#/label?r=99",
    holds: ["Esta grabación no está aquí"],
  }),
  state("choose", new MadeRecording(), { hash: "#/label", holds: ["Abra una grabación"] }),
  state("failed", labelled(), {
    options: {
      script: labelled().script({
        annotate: () => {
          throw new Refusal("CatalogUnavailable", "The project cannot be written.");
        },
      }),
    },
    then: async (opened) => {
      await press()(opened);
      await opened.tab.locator(".label-row.label").first().click();
      await opened.tab.locator(".label-chosen").waitFor();
      await opened.tab.locator(".long-area").focus();
      await opened.tab.keyboard.press("v");
      await opened.tab.getByRole("alert").waitFor();
    },
  }),
];
