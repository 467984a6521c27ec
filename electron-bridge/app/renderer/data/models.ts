/** The models of this computer and of the gallery. */
import type { ListModelsResult, ModelRow } from "@linnet/electron-bridge/generated/contract.js";
import { type Answer, useAnswer } from "./answer.js";
import { call } from "./call.js";

export type { ModelRow } from "@linnet/electron-bridge/generated/contract.js";

export function useModelList(): Answer<ListModelsResult> {
  return useAnswer("models", (signal) => call("models/list", {}, { signal }), ["modelFiles"]);
}

export function useModels(): Answer<ModelRow[]> {
  const { value, ...rest } = useModelList();
  return { ...rest, value: value?.models };
}
