/** All that match a filter, judged as clips, in each of its states. */
import { MadeCatalog, ordered } from "../component/made-detections.js";
import { MadeSamples, OWL } from "../component/made-samples.js";
import { Refusal, type Script } from "../component/scripted.js";
import type { State } from "./state.js";
import { press } from "./tile-keys.js";

const DATA = /Owl|Tapir|Megascops|Strix|BirdNET|Tinamou|Falcon|Manu/;

/** A project in which some of the best were judged. */
function judged(more: Script = {}): Script {
  const made = new MadeCatalog(12_000);
  const best = ordered(made.rows, ["-confidence"]).filter(({ species }) => species === OWL);
  const words = ["YES", "YES", "NO", "UNSURE", "YES", "YES", "NO"];
  for (const [at, verified] of words.entries()) {
    Object.assign(best[at] ?? {}, { verified, verdictBy: "Ana Quispe" });
  }
  return made.script({
    storage: () => ({ readOnly: false }),
    "samples/draw": (asked) => new MadeSamples().draw(asked),
    ...more,
  });
}

const state = (name: string, where: object, some: Partial<State> = {}): State => ({
  name: `matching-${name}`,
  hash: `#/verify?where=${encodeURIComponent(JSON.stringify(where))}`,
  options: { script: judged() },
  data: DATA,
  ...some,
});

const OWLS = { species: [OWL], confidence: { ge: 0.5 } };

export const MATCHING_STATES: State[] = [
  state("grid", OWLS, { then: press("x"), holds: ["no se sortearon"] }),
  state("all", {}, { holds: ["más de 10.000 coinciden", "Sin filtro"] }),
  state("one", OWLS, { then: press("o") }),
  state("many", {}, { then: press("Control+a"), holds: ["los clips cargados"] }),
  state("hear", OWLS, {
    then: async (opened) => {
      const { tab } = opened;
      await press("l")(opened);
      await tab.locator(".look-line[open] .select button").press("ArrowDown");
      await tab.getByRole("option").last().click();
      await tab.locator(".look-fields input").last().fill("4");
      await tab.locator(".look-line summary b").waitFor();
    },
    holds: ["Se oye solo lo que está por debajo de 4 kHz"],
  }),
  state("nothing", { site: ["Nowhere"] }, { holds: ["Ninguna detección coincide"] }),
  state(
    "draw",
    { species: [OWL], confidence: { between: [0.3, 0.6] } },
    {
      then: async (opened) => {
        await press("d")(opened);
        await opened.tab.locator(".draw-plan table").waitFor();
      },
      holds: ["solo en parte o no la toma"],
    },
  ),
  state("refused", OWLS, {
    options: {
      script: judged({
        query: () => {
          throw new Refusal("CatalogUnavailable", "The project's file is not there.");
        },
      }),
    },
    holds: ["No se puede usar el archivo del proyecto."],
  }),
];
