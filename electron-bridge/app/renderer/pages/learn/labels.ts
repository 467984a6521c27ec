/** What people have labelled in the project: all that a classifier can learn from. */
import { type Answer, useAnswer } from "../../data/answer.js";
import { ask } from "../../data/call.js";

export interface LabelledSpecies {
  species: string;
  common: string | null;
  /** Labels that it is there, and that it is not. */
  right: number;
  wrong: number;
  /** Recordings in which it is there. */
  recordings: number;
}

export interface Labels {
  species: readonly LabelledSpecies[];
  /** Recordings with any label. */
  recordings: number;
}

/** Labels that say something: who is unsure teaches nothing. */
const SAID = { verified: ["YES", "NO"] };

export function useLabels(): Answer<Labels> {
  return useAnswer(
    "labels by species",
    async (signal) => {
      const question = { select: "counts", of: "labels", where: SAID } as const;
      const [each, all] = await Promise.all([
        ask({ ...question, by: ["species", "verdict"] }, { signal }),
        ask(question, { signal }),
      ]);
      if (!each.ok) return each;
      if (!all.ok) return all;
      const found = new Map<string, LabelledSpecies>();
      for (const { species, common, verdict, labels, recordings } of each.value.rows) {
        if (species === null) continue;
        const none = { species, common, right: 0, wrong: 0, recordings: 0 };
        const known = found.get(species) ?? none;
        if (verdict === "NO") known.wrong += labels ?? 0;
        else {
          known.right += labels ?? 0;
          known.recordings += recordings ?? 0;
        }
        found.set(species, known);
      }
      const recordings = all.value.rows[0]?.recordings ?? 0;
      return { ok: true, value: { species: [...found.values()], recordings } };
    },
    ["annotations"],
  );
}
