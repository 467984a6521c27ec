/** The models of this computer and of the gallery. */
import type { ModelRow } from "@linnet/electron-bridge/generated/contract.js";
import { type Answer, useAnswer } from "./answer.js";
import { call } from "./call.js";

export type { ModelRow } from "@linnet/electron-bridge/generated/contract.js";

export function useModels(): Answer<ModelRow[]> {
  return useAnswer(
    "models",
    async (signal) => {
      const outcome = await call("models/list", {}, { signal });
      return outcome.ok ? { ok: true, value: outcome.value.models } : outcome;
    },
    ["modelFiles"],
  );
}
