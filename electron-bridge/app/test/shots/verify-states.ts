/** The page Verify in each of its states. */
import type { QueryRequest } from "@linnet/electron-bridge/generated/contract.js";
import { MadeSamples, OWL } from "../component/made-samples.js";
import { Refusal } from "../component/scripted.js";
import type { State } from "./state.js";
import { press } from "./tile-keys.js";

/** Names of samples and places, and the paragraph for a paper, which is English. */
const DATA = /\bowls\b|Owl|Tapir|Manu|Strix|Megascops|BirdNET|were drawn at random/;

/** A sample of a hundred owls, of which so many are judged; and a smaller one of two species. */
function owls(judged: number, by?: string): MadeSamples {
  const made = new MadeSamples();
  made.add("Owls of Manu, 100", 100);
  made.add("Two owls at night", 30, OWL, "Strix virgata");
  return made.judged(1, judged, by);
}

const state = (name: string, made: MadeSamples, some: Partial<State> = {}): State => ({
  name: `verify-${name}`,
  hash: "#/verify?s=1",
  options: { script: made.script() },
  data: DATA,
  ...some,
});

const withSkips = owls(34);
for (const each of withSkips.of(1).slice(36, 39)) {
  Object.assign(each, { state: "skipped", skippedBecause: 10_001 });
}
Object.assign(withSkips.of(1)[33]!, { verified: "NO", correctedTo: "Strix virgata" });
withSkips.of(1)[39]!.missingSince = "2026-03-20T00:00:00Z";

/** What a colleague sent. */
const FILE = { path: "/media/ana/Owls of Luis.json", name: "Owls of Luis.json", isFolder: false };

class WithoutEmbeddings extends MadeSamples {
  override query(asked: QueryRequest): unknown {
    if (asked.select === "similar") throw new Refusal("InvalidParams", "No embedding.");
    return super.query(asked);
  }
}

const withoutEmbeddings = new WithoutEmbeddings();
withoutEmbeddings.add("Owls of Manu, 100", 100);

const unreadable = new MadeSamples();
unreadable.add("Owls of Manu, 100", 100);

export const VERIFY_STATES: State[] = [
  state("list", owls(62), { hash: "#/verify" }),
  state("none", new MadeSamples(), { hash: "#/verify", holds: ["Nadie puede escuchar"] }),
  state("no-detections", new MadeSamples(), {
    hash: "#/verify",
    options: {
      script: {
        ...new MadeSamples().script(),
        query: () => {
          const none = { nextCursor: null, prevCursor: null, before: 0, marks: [], notes: [] };
          return { ...none, rows: [], total: 0, totalExact: true };
        },
      },
    },
    holds: ["Todavía no hay nada que verificar"],
  }),
  state("read-only", owls(62), {
    hash: "#/verify",
    options: { script: owls(62).script({ storage: () => ({ readOnly: true }) }) },
    holds: ["Este proyecto solo se puede leer"],
  }),
  state("draw", new MadeSamples(), {
    hash: `#/verify?draw=${encodeURIComponent(OWL)}`,
    then: async ({ tab }) => {
      await tab.locator(".draw-plan table").waitFor();
      await tab.locator(".draw-more summary").last().click();
    },
    holds: ["Semilla 512"],
  }),
  state("grid", withSkips, { then: press("x"), holds: ["En sitios como estos"] }),
  state("few", owls(12), { holds: ["podría estar entre"] }),
  state("unheard", owls(0), { holds: ["Nadie ha escuchado todavía"] }),
  state("two-species", owls(0), { hash: "#/verify?s=2" }),
  state("blind", owls(40, "Luis Mamani"), { then: press("b"), holds: ["Revisas a ciegas"] }),
  state("one", owls(40), { then: press("o"), holds: ["Nadie ha revisado este sonido"] }),
  state("many", owls(34), {
    then: press("x", "Shift+ArrowDown", "Shift+ArrowRight"),
    holds: ["clips elegidos"],
  }),
  state("look", owls(34), {
    then: async (opened) => {
      await press("l")(opened);
      await opened.tab.locator(".look-line[open]").waitFor();
    },
    holds: ["y no cambia ningún dato"],
  }),
  state("similar", owls(34), {
    then: async (opened) => {
      await press("f")(opened);
      await opened.tab.locator(".side-head ~ .tiles:focus").waitFor();
    },
    holds: ["24 sonidos parecidos a este clip esperan"],
  }),
  state("similar-none", owls(34), {
    options: { script: withoutEmbeddings.script() },
    then: async (opened) => {
      await press("f")(opened);
      await opened.tab.locator(".side-nothing .empty").waitFor();
    },
    holds: ["No hay con qué comparar"],
  }),
  state("import", owls(62), {
    hash: "#/verify",
    options: { script: owls(62).script(), picked: [FILE] },
    then: async ({ tab }) => {
      await tab.locator("table.samples").waitFor();
      await tab.keyboard.press("i");
      await tab.getByRole("dialog").getByRole("textbox").waitFor();
    },
    holds: ["El sonido de 3 clips no está"],
  }),
  state("done", owls(100), { holds: ["Los 100 clips están revisados"] }),
  state("threshold", owls(100), {
    then: async (opened) => {
      await press("t")(opened);
      await opened.tab.locator(".threshold table").waitFor();
    },
    holds: ["no se puede certificar ningún umbral"],
  }),
  state("engine-away", owls(40), {
    then: ({ emit }) => emit("state", { state: "restarting", project: 1 }),
  }),
  state("refused", unreadable, {
    options: {
      script: unreadable.script({
        estimate: () => {
          throw new Refusal("CatalogUnavailable", "The project's file is not there.");
        },
      }),
    },
    holds: ["No se puede usar el archivo del proyecto."],
  }),
];
