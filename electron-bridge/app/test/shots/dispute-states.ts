/** The disagreements of Verify, and how far people agree, in each of their states. */
import { MadeDisputes, MOTTLED, PAIRS } from "../component/made-disputes.js";
import { Refusal } from "../component/scripted.js";
import type { State } from "./state.js";
import { press } from "./tile-keys.js";

/** Names of people, species and places, and what a person wrote. */
const DATA = /Owl|Tapir|Strix|Megascops|Quispe|Mamani|Huamán|a frog/;

const disagreeing = (): MadeDisputes =>
  new MadeDisputes().disagree(14).disagree(4, MOTTLED).settled(5);

const CLIPS = "#/verify?disagreements=clips";
const PEOPLE = "#/verify?disagreements=people";

const state = (name: string, hash: string, some: Partial<State> = {}): State => ({
  name: `verify-${name}`,
  hash,
  options: { script: disagreeing().script() },
  data: DATA,
  ...some,
});

export const DISPUTE_STATES: State[] = [
  state("disputes-list", "#/verify", { holds: ["13 desacuerdos abiertos"] }),
  state("disputes", CLIPS, { then: press("x", "c"), holds: ["desacuerdos están abiertos"] }),
  state("disputes-all", `${CLIPS}&shown=all`, { holds: ["13 desacuerdos están abiertos"] }),
  state("disputes-one", `${CLIPS}&one=1`),
  state("disputes-settled", CLIPS, {
    options: { script: new MadeDisputes().disagree(3).settled(3).script() },
    holds: ["Ningún desacuerdo está abierto"],
  }),
  state("disputes-none", CLIPS, {
    options: { script: new MadeDisputes().script() },
    holds: ["Nadie está en desacuerdo"],
  }),
  state("agreement", PEOPLE, { holds: ["Respuestas iguales"] }),
  state("agreement-none", PEOPLE, {
    options: {
      script: disagreeing().script({
        "annotations/agreement": () => ({ level: 0.95, pairs: [], notes: [] }),
      }),
    },
    holds: ["Ninguna pareja de personas"],
  }),
  state("agreement-refused", PEOPLE, {
    options: {
      script: disagreeing().script({
        "annotations/agreement": () => {
          throw new Refusal("CatalogUnavailable", "The project's file is not there.");
        },
      }),
    },
    holds: ["No se puede usar el archivo del proyecto."],
  }),
  state("agreement-species", `${PEOPLE}&species=${encodeURIComponent(MOTTLED)}`, {
    options: {
      script: disagreeing().script({
        "annotations/agreement": () => ({ level: 0.95, pairs: PAIRS.slice(0, 3), notes: [] }),
      }),
    },
    holds: ["El acuerdo necesita 30"],
  }),
];
