/** The page Recordings in each of its states. */
import { MadePlaces } from "../component/made-places.js";
import { NOTHING, refusing } from "./projects.js";
import type { State } from "./state.js";

/** Names of places, recorders and files come from the catalog. */
const OF_PLACES = /Tapir|Colpa|Manu|AM 24F|SM4|WAV|America/;

/** The page Recordings, over the project in Manu. */
const placesState = (name: string, query: string, some: Partial<State> = {}): State => ({
  name: `recordings-${name}`,
  hash: `#/recordings?${query}`,
  options: { script: new MadePlaces().script() },
  data: OF_PLACES,
  ...some,
});

const DECLINED = { "places/set": refusing("CatalogUnavailable") };

export const RECORDINGS_STATES: State[] = [
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
];
