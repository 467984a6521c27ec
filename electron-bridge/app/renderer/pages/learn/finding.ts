/** Searching all stored windows: a count at some thresholds, and the search itself as a job. */
import { t } from "@lingui/core/macro";
import { useState } from "react";
import type {
  ApplyHeadRequest,
  ApplyHeadResult,
} from "@linnet/electron-bridge/generated/contract.js";
import { type Answer, useAnswer } from "../../data/answer.js";
import { call, type PageError } from "../../data/call.js";
import { startJob } from "../../data/jobs.js";
import { jobTitle, shareOf } from "./classifiers.js";

export const THRESHOLDS = [0.5, 0.75, 0.9] as const;

/** The threshold of each species from its training, or one for all. */
export type Chosen = "own" | `${(typeof THRESHOLDS)[number]}`;

interface Counted {
  counts: Answer<ApplyHeadResult>;
  /** How far the counting is; null before its first word. */
  share: number | null;
}

/** What the version in use would find; nothing is written. */
export function useCounts(name: string, inUse: number | null, isAsked: boolean): Counted {
  const [share, setShare] = useState<number | null>(null);
  const counts = useAnswer(
    isAsked ? `what ${name} ${String(inUse)} would find` : undefined,
    (signal) =>
      call(
        "heads/apply",
        { name, dryRun: true, thresholds: [...THRESHOLDS] },
        {
          signal,
          onProgress: (progress) => {
            setShare(shareOf(progress));
          },
        },
      ),
    ["modelFiles"],
  );
  return { counts, share };
}

/** Answers why it could not even be begun. */
export async function startFinding(name: string, chosen: Chosen): Promise<PageError | undefined> {
  const params: ApplyHeadRequest = {
    name,
    ...(chosen !== "own" && { minConfidence: Number(chosen) }),
  };
  const title = jobTitle(name, t`search`);
  const asked = { kind: "find", title, method: "heads/apply" } as const;
  const outcome = await startJob({ ...asked, params: { ...params } });
  return outcome.ok ? undefined : outcome.error;
}
