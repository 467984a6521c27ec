/** When the project was checked last, and what was found: the project itself keeps that. */
import { useEffect } from "react";
import { z } from "zod";
import type { CheckCatalogResult } from "@linnet/electron-bridge/generated/contract.js";
import { useAnswer } from "../../data/answer.js";
import { call, type Outcome } from "../../data/call.js";
import { useEngine } from "../../data/engine.js";
import { touch } from "../../data/revision.js";
import { useJob } from "./upkeep.js";

const KEY = "upkeep/check";

const CHECKED = z.object({ at: z.string(), problems: z.int().min(0) });
export type Checked = z.infer<typeof CHECKED>;

export function useLastCheck(): Checked | undefined {
  const { state, project } = useEngine();
  const job = useJob("check");
  const load = async (signal: AbortSignal): Promise<Outcome<Checked | null>> => {
    const outcome = await call("memos/get", { key: KEY }, { signal });
    if (!outcome.ok) return outcome;
    const read = CHECKED.safeParse(outcome.value.value);
    return { ok: true, value: read.success ? read.data : null };
  };
  const question = state === "ready" ? `check ${String(project)}` : undefined;
  const kept = useAnswer(question, load, ["memos"]);
  const at = job?.endedAt;
  const problems = job?.outcome?.ok === true ? found(job.outcome.value) : undefined;
  const known = kept.value;
  useEffect(() => {
    if (at === undefined || problems === undefined || known === undefined) return;
    if (known !== null && known.at >= at) return;
    // A project that can only be read keeps nothing; what was found is shown all the same.
    void call("memos/set", { key: KEY, value: { at, problems } }).then((outcome) => {
      if (outcome.ok) touch(["memos"]);
    });
  }, [at, problems, known]);
  const now = at !== undefined && problems !== undefined ? { at, problems } : undefined;
  if (now !== undefined && (known == null || known.at < now.at)) return now;
  return known ?? undefined;
}

function found(value: unknown): number | undefined {
  const { problems } = value as Partial<CheckCatalogResult>;
  return problems?.length;
}
