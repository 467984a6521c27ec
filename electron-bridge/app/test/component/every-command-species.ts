/** How each command of Species is tried. */
import type { CommandId } from "../../renderer/keys/commands.js";
import { type Case, goes, press, type Tried, wait } from "./every-command-steps.js";
import { longMedia, MadeCatalog } from "./made-detections.js";
import { madeSpecies } from "./made-species.js";

export const SPECIES_PAGE: Tried = {
  options: () => {
    const made = new MadeCatalog(400);
    const script = made.script({ query: madeSpecies(made) });
    return { hash: "#/species?s=Megascops+watsonii", media: longMedia, script };
  },
  ready: ".clips canvas",
};

export const SPECIES_CASES = {
  "species.search": {
    first: async (opened) => {
      await press("Escape")(opened);
      await wait(".plain-table")(opened);
    },
    acts: wait("input:focus"),
  },
  "species.before": { acts: goes("#/species?s=Crypturellus+undulatus") },
  "species.after": { acts: goes("#/species?s=Micrastur+ruficollis") },
  "species.clips": { acts: wait(".clip:focus") },
  "species.detections": { acts: goes("#/detections?w=") },
  "species.verify": { acts: goes("#/verify?draw=Megascops") },
  "species.export": { acts: goes("#/export?where=") },
  "species.play": { acts: wait(".clip .icon") },
  "species.list": { acts: wait("h1", "Species") },
} satisfies Partial<Record<CommandId, Case>>;
