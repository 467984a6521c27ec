/** How a classifier is taught, as the person sets it; kept in the project for the next time. */
import { t } from "@lingui/core/macro";
import type {
  TrainHeadRequest,
  TrainHeadResult,
} from "@linnet/electron-bridge/generated/contract.js";
import { type Answer, useAnswer } from "../../data/answer.js";
import { call, type PageError } from "../../data/call.js";
import { startJob } from "../../data/jobs.js";
import { type Kept, useKept } from "../../data/kept.js";
import { useRested } from "../../data/rested.js";
import { jobTitle } from "./classifiers.js";

export interface Setup {
  /** Empty: all species with labels. */
  species: readonly string[];
  /** A quarter of the labelled recordings is left out, so that versions can be compared on them. */
  holdsBack: boolean;
}

export const USUAL: Setup = { species: [], holdsBack: true };

/** Labels that a species needs. */
export const LEAST = 3;

const HELD_BACK = 0.25;
/** With fewer labelled recordings none can be spared. */
export const LEAST_RECORDINGS = 4;

const TYPING_MS = 400;

const keyOf = (name: string): string => `learn/${name}`;

export function useSetup(name: string): Kept<Setup> {
  return useKept(keyOf(name), USUAL, read);
}

/** So that a later training is of the same species. */
export async function keepSetup(name: string, { species, holdsBack }: Setup): Promise<void> {
  await call("memos/set", { key: keyOf(name), value: { species: [...species], holdsBack } });
}

function read(kept: unknown): Setup {
  const { species, holdsBack } = kept as { species?: unknown; holdsBack?: unknown };
  const names = Array.isArray(species) ? species : [];
  return {
    species: names.filter((each): each is string => typeof each === "string"),
    holdsBack: holdsBack !== false,
  };
}

/** `model`: undefined where the engine's active one is meant. */
export function paramsOf(name: string, model: string | undefined, setup: Setup): TrainHeadRequest {
  const { species, holdsBack } = setup;
  return {
    ...{ name, least: LEAST },
    ...(model !== undefined && { model }),
    ...(species.length > 0 && { species: [...species] }),
    ...(holdsBack && { holdBack: HELD_BACK }),
  };
}

/** What a training would learn from; nothing is trained. Undefined asks nothing. */
export function usePlan(params: TrainHeadRequest | undefined): Answer<TrainHeadResult> {
  const wanted = useRested(params && JSON.stringify(params), TYPING_MS);
  return useAnswer(
    wanted,
    (signal) => {
      const asked = JSON.parse(wanted ?? "{}") as TrainHeadRequest;
      return call("heads/train", { ...asked, dryRun: true }, { signal });
    },
    ["annotations", "modelFiles"],
  );
}

/** Answers why it could not even be begun. */
export async function train(params: TrainHeadRequest): Promise<PageError | undefined> {
  const title = jobTitle(params.name, t`training`);
  const asked = { kind: "train", title, method: "heads/train" } as const;
  const outcome = await startJob({ ...asked, params: { ...params } });
  return outcome.ok ? undefined : outcome.error;
}
