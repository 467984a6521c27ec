/** Verdicts of a person on detections: seen at once, stored at once, undone as they were made. */
import { t } from "@lingui/core/macro";
import { useCallback, useEffect, useMemo, useState } from "react";
import type { NewAnnotation } from "@linnet/electron-bridge/generated/contract.js";
import { call, type Outcome, type PageError } from "../../data/call.js";
import { touch } from "../../data/revision.js";
import { useSettings } from "../../data/settings.js";
import { turns } from "../../data/turns.js";
import { VERIFIED, type Verdict } from "../../data/verdict.js";
import { tell } from "../../ui/toast.js";
import { judgeMany, type KeptMany, type Many, redoMany, undoMany, useMany } from "./many.js";
import type { Detection, Rows } from "./rows.js";
import { forget, remember, type Shown, shownOf, type Step, stepsHere } from "./steps.js";

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
  redo: () => void;
  error: PageError | undefined;
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
      const after = new Map(
        rows.map((row) => {
          const verdictBy = labeler || row.verdictBy;
          return [row.detectionId, shownOf({ ...row, ...change(row), verdictBy })];
        }),
      );
      const ids = new Set(before.keys());
      show(ids, change);
      const answered = call("annotate", { annotations: [first, ...others], ...who });
      const batchId = answered.then((made) => (made.ok ? made.value.batchId : null));
      const step = { batchId, rows: { before, after } };
      remember(step);
      const outcome = await answered;
      if ((await batchId) === null) forget(step);
      if (outcome.ok) touch(TOUCHED);
      else patch(ids, (row) => ({ ...row, ...before.get(row.detectionId) }));
      setError(outcome.ok ? undefined : outcome.error);
    },
    [who, labeler, patch, show],
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
  const [inTurn] = useState(turns);
  const again = useCallback(
    async (act: Act): Promise<void> => {
      const { from, to } = act.parts(stepsHere());
      const last = from.pop();
      if (last === undefined) {
        tell({ text: act.nothing() });
        return;
      }
      const batchId = await last.batchId;
      if (batchId === null) return;
      const shown = act.shown(last);
      const failed = shown === undefined ? await act.many(batchId) : await act.few(batchId);
      if (failed !== undefined) from.push(last);
      else {
        to.push(last);
        if (shown !== undefined) {
          patch(new Set(shown.keys()), (row) => ({ ...row, ...shown.get(row.detectionId) }));
        }
      }
      setError(failed === "stopped" ? undefined : failed);
      if (failed === undefined || shown === undefined) touch(TOUCHED);
    },
    [patch],
  );
  const undo = (): void => void inTurn(() => again(UNDO));
  const redo = (): void => void inTurn(() => again(REDO));
  return { judge, judgeAll, correct, note, undo, redo, error };
}

/** Undo or redo: where its step comes from and goes to, and what the rows say then. */
interface Act {
  parts: (steps: ReturnType<typeof stepsHere>) => { from: Step[]; to: Step[] };
  shown: (step: Step) => ReadonlyMap<number, Shown> | undefined;
  few: (batchId: number) => Promise<PageError | undefined>;
  many: (batchId: number) => Promise<PageError | "stopped" | undefined>;
  nothing: () => string;
}

const UNDO: Act = {
  parts: ({ done, undone }) => ({ from: done, to: undone }),
  shown: (step) => step.rows?.before,
  few: async (batchId) => failure(await call("annotations/undo", { batchId })),
  many: undoMany,
  nothing: () => t`Nothing is left to take back here. The history in Settings has earlier steps.`,
};

const REDO: Act = {
  parts: ({ done, undone }) => ({ from: undone, to: done }),
  shown: (step) => step.rows?.after,
  few: async (batchId) => failure(await call("annotations/redo", { batchId })),
  many: redoMany,
  nothing: () => t`Nothing is left to do again here. The history in Settings has undone steps.`,
};

const failure = (outcome: Outcome<unknown>): PageError | undefined =>
  outcome.ok ? undefined : outcome.error;
