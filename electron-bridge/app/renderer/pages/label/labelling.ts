/** Labels and verdicts: kept by the engine when they are made, and taken back step by step. */
import { useCallback, useMemo, useState } from "react";
import type { NewAnnotation } from "@linnet/electron-bridge/generated/contract.js";
import { call, type PageError } from "../../data/call.js";
import { touch } from "../../data/revision.js";
import { useSettings } from "../../data/settings.js";
import { stepsOf } from "../../data/steps.js";
import { VERIFIED, type Verdict } from "../../data/verdict.js";
import { type Box } from "../../spectrogram/boxes.js";
import type { Found } from "./found.js";

interface Step {
  /** Null where the engine knew all of it already. */
  batchId: Promise<number | null>;
}

const { here, remember, forget } = stepsOf<Step>();

const TOUCHED = ["annotations", "detections", "batches"] as const;

export interface Labelling {
  /** Answers with the id of what was made, once the engine has kept it. */
  add: (recordingId: number, box: Box, species: string) => Promise<string | undefined>;
  change: (label: Found, box: Box) => Promise<string | undefined>;
  rename: (its: Found, species: string) => Promise<string | undefined>;
  judge: (its: Found, verdict: Verdict) => Promise<string | undefined>;
  note: (its: Found, text: string) => Promise<string | undefined>;
  takeBack: (label: Found) => Promise<string | undefined>;
  undo: () => Promise<boolean>;
  redo: () => Promise<boolean>;
  error: PageError | undefined;
}

export function useLabelling(): Labelling {
  const [error, setError] = useState<PageError>();
  const labeler = useSettings(({ settings }) => settings.labeler);
  const who = useMemo(() => (labeler === "" ? {} : { labeler: { name: labeler } }), [labeler]);
  const decide = useCallback(
    async (decision: NewAnnotation): Promise<string | undefined> => {
      const answered = call("annotate", { annotations: [decision], ...who });
      const step = { batchId: answered.then((made) => (made.ok ? made.value.batchId : null)) };
      remember(step);
      const outcome = await answered;
      if ((await step.batchId) === null) forget(step);
      setError(outcome.ok ? undefined : outcome.error);
      if (!outcome.ok) return undefined;
      touch(TOUCHED);
      const made = outcome.value.annotations[0]?.annotationId;
      return decision.detectionId !== undefined && decision.detectionId !== null
        ? `d${String(decision.detectionId)}`
        : made === undefined
          ? undefined
          : `l${String(made)}`;
    },
    [who],
  );
  const step = useCallback(async (way: "undo" | "redo"): Promise<boolean> => {
    const { done, undone } = here();
    const [from, to] = way === "undo" ? [done, undone] : [undone, done];
    const last = from.pop();
    if (last === undefined) return false;
    const batchId = await last.batchId;
    if (batchId === null) return step(way);
    const outcome = await call(`annotations/${way}`, { batchId });
    setError(outcome.ok ? undefined : outcome.error);
    (outcome.ok ? to : from).push(last);
    touch(TOUCHED);
    return outcome.ok;
  }, []);
  return useMemo(
    () => ({
      add: (recordingId, box, species) =>
        decide({ recordingId, ...placed(box), species, verified: "YES" }),
      change: ({ number }, box) => decide({ annotationId: number, ...placed(box) }),
      rename: (its, species) => decide({ ...named(its), species }),
      judge: (its, verdict) => decide({ ...named(its), verified: VERIFIED[verdict] }),
      note: (its, comment) => decide({ ...named(its), comment }),
      takeBack: ({ number }) => decide({ annotationId: number, withdraw: true }),
      undo: () => step("undo"),
      redo: () => step("redo"),
      error,
    }),
    [decide, step, error],
  );
}

function named({ kind, number }: Found): Pick<NewAnnotation, "detectionId" | "annotationId"> {
  return kind === "detection" ? { detectionId: number } : { annotationId: number };
}

/** All frequencies are none that are said. */
function placed({ start, end, lowHz, highHz }: Box): Partial<NewAnnotation> {
  return {
    ...{ start, end },
    ...(lowHz !== null && { lowHz }),
    ...(highHz !== null && { highHz }),
  };
}
