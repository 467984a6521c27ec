/** What the verdicts on a sample say, asked again when the person rests after some. */
import type {
  EstimatedSpecies,
  EstimateResult,
} from "@linnet/electron-bridge/generated/contract.js";
import { type Answer, useAnswer } from "../../data/answer.js";
import { call } from "../../data/call.js";
import { useRested } from "../../data/rested.js";
import type { Item, Items } from "./items.js";

/** Verdicts come every few seconds; each estimate that is shown is noted with the sample. */
const REST_MS = 700;

export interface Told {
  species: readonly EstimatedSpecies[];
  drawnUnit: EstimateResult["drawnUnit"];
}

/** What an estimate depends on: who answered what, and what was skipped. */
function standing(items: readonly Item[]): string {
  const signs: Record<Item["verified"], string> = {
    YES: "y",
    NO: "n",
    UNSURE: "u",
    UNVERIFIED: "",
  };
  return items
    .map(({ verified, state }) => (state === "skipped" ? "s" : signs[verified] || "-"))
    .join("");
}

/** `isWanted`: without it nothing is asked, so that nobody looks before the end. */
export function useEstimate(sampleId: number, items: Items, isWanted: boolean): Answer<Told> {
  const now = items.items === undefined ? undefined : standing(items.items);
  const rested = useRested(now, REST_MS);
  return useAnswer(
    rested !== undefined && isWanted ? `estimate ${String(sampleId)} ${rested}` : undefined,
    async (signal) => {
      await items.stored();
      return call("estimate", { sampleId }, { signal });
    },
  );
}
