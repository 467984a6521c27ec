/** Verdicts of a person on detections: seen at once, stored at once, undone as they were made. */
import { t } from "@lingui/core/macro";
import { useCallback, useEffect, useMemo, useState } from "react";
import type { NewAnnotation } from "@linnet/electron-bridge/generated/contract.js";
import { call, type Outcome, type PageError } from "../../data/call.js";
import { useEngine } from "../../data/engine.js";
import { touch } from "../../data/revision.js";
import { useSettings } from "../../data/settings.js";
import { tell } from "../../ui/toast.js";
import { judgeMany, type KeptMany, type Many, undoMany, useMany } from "./many.js";
import type { Detection, Rows } from "./rows.js";

export type Verdict = "right" | "wrong" | "unsure" | "none";

type Verified = NonNullable<NewAnnotation["verified"]>;

const VERIFIED: Record<Verdict, Verified> = {
  right: "YES",
  wrong: "NO",
  unsure: "UNSURE",
  none: "UNVERIFIED",
};

const VERDICTS: Record<Verified, Verdict> = {
  YES: "right",
  NO: "wrong",
  UNSURE: "unsure",
  UNVERIFIED: "none",
};

/** The engine's words for a verdict, in the order in which they are offered. */
export const ALL_VERIFIED = Object.keys(VERDICTS) as readonly Verified[];

/** The verdict that a word of the engine says; a word of a later engine is none. */
export function verdictOf({ verified }: { verified: string }): Verdict {
  return (VERDICTS as Record<string, Verdict>)[verified] ?? "none";
}

export interface Judging {
  judge: (rows: readonly Detection[], verdict: Verdict) => void;
  /** Judge also what is not loaded; undefined where it failed, which `error` tells. */
  judgeAll: (
    many: Many,
    marked: ReadonlySet<number>,
    verdict: Verdict,
  ) => Promise<KeptMany | undefined>;
  /** Another species is right in place of this one. */
  correct: (row: Detection, species: string) => void;
  note: (row: Detection, text: string) => void;
  undo: () => void;
  error: PageError | undefined;
}

type Shown = Pick<Detection, "verified" | "comment" | "verdictBy" | "correctedTo">;

/** A step that was done here: with the rows as they were, or with more than were loaded. */
interface Step {
  /** Null if nothing was kept. */
  batchId: Promise<number | null>;
  before?: ReadonlyMap<number, Shown>;
}

/** So many steps are taken back one by one; the history in Settings has all. */
const MOST_STEPS = 1_000;

let steps: { project: number; done: Step[] } = { project: 0, done: [] };

/**
 * What was done in the open project, newest last; an undo may come before the engine has answered.
 * It outlives the page, so that Ctrl+Z takes a verdict back after a look at another page too.
 */
function stepsDone(): Step[] {
  const { project } = useEngine.getState();
  if (steps.project !== project) steps = { project, done: [] };
  return steps.done;
}

function remember(step: Step): void {
  const done = stepsDone();
  done.push(step);
  done.splice(0, done.length - MOST_STEPS);
}

function forget(step: Step): void {
  const done = stepsDone();
  const at = done.indexOf(step);
  if (at >= 0) done.splice(at, 1);
}

/** What of a row a verdict changes; to keep the whole row would fill the memory in a long day. */
function shownOf({ verified, comment, verdictBy, correctedTo }: Detection): Shown {
  return { verified, comment, verdictBy, correctedTo };
}

/** What the engine keeps and tells once a verdict is given or taken back. */
const TOUCHED = ["annotations", "batches"] as const;

export function useVerdicts({ patch, reread }: Pick<Rows, "patch" | "reread">): Judging {
  const [error, setError] = useState<PageError>();
  const labeler = useSettings(({ settings }) => settings.labeler);
  const who = useMemo(() => (labeler === "" ? {} : { labeler: { name: labeler } }), [labeler]);
  const show = useCallback(
    (ids: ReadonlySet<number>, change: (row: Detection) => Partial<Shown>) => {
      patch(ids, (row) => ({ ...row, ...change(row), verdictBy: labeler || row.verdictBy }));
    },
    [patch, labeler],
  );

  // Some of many may have been left out, and this page may have opened meanwhile: the engine knows.
  const isBusy = useMany(({ underway }) => underway !== undefined);
  useEffect(() => (isBusy ? () => void reread() : undefined), [isBusy, reread]);

  const store = useCallback(
    async (
      rows: readonly Detection[],
      change: (row: Detection) => Partial<Shown>,
      decision: (row: Detection) => Partial<NewAnnotation>,
    ): Promise<void> => {
      const [first, ...others] = rows.map((row) => ({
        detectionId: row.detectionId,
        ...decision(row),
      }));
      if (first === undefined) return;
      const before = new Map(rows.map((row) => [row.detectionId, shownOf(row)]));
      const ids = new Set(before.keys());
      show(ids, change);
      const answered = call("annotate", { annotations: [first, ...others], ...who });
      const batchId = answered.then((made) => (made.ok ? made.value.batchId : null));
      const step = { batchId, before };
      remember(step);
      const outcome = await answered;
      if ((await batchId) === null) forget(step);
      if (outcome.ok) touch(TOUCHED);
      else patch(ids, (row) => ({ ...row, ...before.get(row.detectionId) }));
      setError(outcome.ok ? undefined : outcome.error);
    },
    [who, patch, show],
  );

  const judge = useCallback<Judging["judge"]>(
    (rows, verdict) => {
      const verified = VERIFIED[verdict];
      void store(
        rows,
        () => ({ verified, correctedTo: null }),
        () => ({ verified }),
      );
    },
    [store],
  );
  const judgeAll = useCallback<Judging["judgeAll"]>(
    async (many, marked, verdict) => {
      show(marked, () => ({ verified: VERIFIED[verdict], correctedTo: null }));
      const outcome: Outcome<KeptMany> = await judgeMany(many, verdict, {
        verified: VERIFIED[verdict],
        ...who,
      });
      if (outcome.ok && outcome.value.batchId !== undefined) {
        remember({ batchId: Promise.resolve(outcome.value.batchId) });
      }
      touch(TOUCHED);
      setError(outcome.ok ? undefined : outcome.error);
      return outcome.ok ? outcome.value : undefined;
    },
    [who, show],
  );
  const correct = useCallback<Judging["correct"]>(
    (row, species) => {
      void store(
        [row],
        () => ({ verified: "NO", correctedTo: species }),
        () => ({ species }),
      );
    },
    [store],
  );
  const note = useCallback<Judging["note"]>(
    (row, text) => {
      const { verified, correctedTo } = row;
      // A note on a correction must not take the correction back.
      const decision = correctedTo === null ? { verified } : { species: correctedTo };
      void store(
        [row],
        () => ({ comment: text || null }),
        () => ({ ...decision, comment: text }),
      );
    },
    [store],
  );
  const undo = useCallback(async (): Promise<void> => {
    const done = stepsDone();
    const last = done.pop();
    if (last === undefined) {
      tell({
        text: t`Nothing is left to take back here. The history in Settings has earlier steps.`,
      });
      return;
    }
    const batchId = await last.batchId;
    if (batchId === null) return;
    const { before } = last;
    const failed = before === undefined ? await undoMany(batchId) : await undoFew(batchId);
    if (failed !== undefined) done.push(last);
    else if (before !== undefined) {
      patch(new Set(before.keys()), (row) => ({ ...row, ...before.get(row.detectionId) }));
    }
    setError(failed === "stopped" ? undefined : failed);
    if (failed === undefined || before === undefined) touch(TOUCHED);
  }, [patch]);
  return { judge, judgeAll, correct, note, undo: () => void undo(), error };
}

async function undoFew(batchId: number): Promise<PageError | undefined> {
  const outcome = await call("annotations/undo", { batchId });
  return outcome.ok ? undefined : outcome.error;
}
