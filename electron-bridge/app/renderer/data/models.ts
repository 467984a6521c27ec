/** The models of this computer and of the gallery. */
import type { ListModelsResult, ModelRow } from "@linnet/electron-bridge/generated/contract.js";
import { type Answer, useAnswer } from "./answer.js";
import { call } from "./call.js";

export type { ModelRow } from "@linnet/electron-bridge/generated/contract.js";

/** `isWanted` false asks nothing. */
export function useModelList(isWanted = true): Answer<ListModelsResult> {
  return useAnswer(
    isWanted ? "models" : undefined,
    (signal) => call("models/list", {}, { signal }),
    ["modelFiles"],
  );
}

export function useModels(isWanted = true): Answer<ModelRow[]> {
  const { value, ...rest } = useModelList(isWanted);
  return { ...rest, value: value?.models };
}
