/** Labels and verdicts: kept by the engine when they are made, and taken back step by step. */
import { useMemo, useRef, useState } from "react";
import type { NewAnnotation } from "@linnet/electron-bridge/generated/contract.js";
import { call, type PageError } from "../../data/call.js";
import { touch } from "../../data/revision.js";
import { useSettings } from "../../data/settings.js";
import { stepsOf } from "../../data/steps.js";
import { VERIFIED, type Verdict } from "../../data/verdict.js";
import type { Box } from "../../spectrogram/boxes.js";
import { useSteady } from "../../ui/steady.js";
import type { Found } from "./found.js";

const { here, remember } = stepsOf<number>();

const TOUCHED = ["annotations", "detections", "batches"] as const;

/** Answers with the id of what was made, once the engine has kept it. */
type Decided = Promise<string | undefined>;

export interface Labelling {
  /** Keep a new label: what a person draws is right, if nothing else is said. */
  add: (recordingId: number, box: Box, species: string, verdict?: Verdict) => Decided;
  change: (label: Found, box: Box) => Decided;
  rename: (its: Found, species: string) => Decided;
  judge: (its: Found, verdict: Verdict) => Decided;
  note: (its: Found, text: string) => Decided;
  takeBack: (label: Found) => Decided;
  undo: () => Promise<boolean>;
  redo: () => Promise<boolean>;
  error: PageError | undefined;
}

export function useLabelling(): Labelling {
  const [error, setError] = useState<PageError>();
  const labeler = useSettings(({ settings }) => settings.labeler);
  /** One decision at a time: each may be about what the one before has made. */
  const last = useRef<Promise<unknown>>(Promise.resolve());
  /** What labels have become since they were loaded: a decision on one makes another annotation. */
  const became = useRef(new Map<number, number>());
  const inTurn = <Value>(act: () => Promise<Value>): Promise<Value> => {
    const turn = last.current.then(act);
    last.current = turn;
    return turn;
  };
  const decide = useSteady(
    (decision: NewAnnotation): Decided =>
      inTurn(async () => {
        const { annotationId, detectionId } = decision;
        const now = annotationId == null ? undefined : newest(became.current, annotationId);
        const annotation = { ...decision, ...(now !== undefined && { annotationId: now }) };
        const outcome = await call("annotate", {
          annotations: [annotation],
          ...(labeler !== "" && { labeler: { name: labeler } }),
        });
        setError(outcome.ok ? undefined : outcome.error);
        if (!outcome.ok) return undefined;
        const { batchId, annotations } = outcome.value;
        if (batchId !== null) remember(batchId);
        touch(TOUCHED);
        if (detectionId != null) return `d${String(detectionId)}`;
        const made = annotations[0]?.annotationId;
        if (made === undefined) return undefined;
        if (now !== undefined && made !== now) became.current.set(now, made);
        return `l${String(made)}`;
      }),
  );
  const step = useSteady(
    (way: "undo" | "redo"): Promise<boolean> =>
      inTurn(async () => {
        const { done, undone } = here();
        const [from, to] = way === "undo" ? [done, undone] : [undone, done];
        const batchId = from.at(-1);
        if (batchId === undefined) return false;
        const outcome = await call(`annotations/${way}`, { batchId });
        setError(outcome.ok ? undefined : outcome.error);
        if (!outcome.ok) return false;
        from.pop();
        to.push(batchId);
        // What a label had become does not count any more.
        became.current.clear();
        touch(TOUCHED);
        return true;
      }),
  );
  return useMemo(
    () => ({
      add: (recordingId, box, species, verdict = "right") =>
        decide({ recordingId, ...placed(box), species, verified: VERIFIED[verdict] }),
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

function newest(became: ReadonlyMap<number, number>, annotationId: number): number {
  const next = became.get(annotationId);
  return next === undefined ? annotationId : newest(became, next);
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
