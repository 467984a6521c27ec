/** What the person has chosen in the first steps: it outlives their page, until they are done. */
import { create } from "zustand";
import type { Picked } from "../../shared/app-api.js";

export type Way = "files" | "typed" | "none";

/** A latitude and a longitude as a person has typed them; "" where nothing is. */
export interface TypedPlace {
  latitude: string;
  longitude: string;
}

export interface Placing {
  /** Undefined until the person chose one. */
  way: Way | undefined;
  places: Readonly<Record<string, TypedPlace>>;
  /** Folders' names are sites. */
  byFolder: boolean;
  /** Folders whose proposed time zone the person takes. */
  zones: readonly string[];
  /** Deployments that were made for whole cards, by the card's path. */
  deployments: Readonly<Record<string, number>>;
}

interface FirstSteps {
  /** The folders that a person brought. */
  inputs: readonly Picked[];
  placing: Placing;
  /** The jobs of imports that were started, by what they import. */
  imports: ReadonlyMap<string, number>;
}

const NOTHING: FirstSteps = {
  inputs: [],
  placing: { way: undefined, places: {}, byFolder: false, zones: [], deployments: {} },
  imports: new Map(),
};

export const useFirstSteps = create<FirstSteps>(() => NOTHING);

/** They are done, or another project is open, in which nothing of this is. */
export function forgetFirstSteps(): void {
  useFirstSteps.setState(NOTHING);
}
