/** Verdicts on clips: seen at once, stored at once, taken back as they were made. */
import { t } from "@lingui/core/macro";
import { useCallback, useMemo, useState } from "react";
import type { NewAnnotation } from "@linnet/electron-bridge/generated/contract.js";
import { call, type Outcome, type PageError } from "../data/call.js";
import { touch } from "../data/revision.js";
import { useSettings } from "../data/settings.js";
import type { Steps } from "../data/steps.js";
import { VERIFIED, type Verdict } from "../data/verdict.js";
import { tell } from "../ui/toast.js";
import type { Clip, Clips, Shown } from "./clip.js";

export interface Step {
  /** The clip that the keys go back to. */
  itemId: number;
  before: ReadonlyMap<number, Shown>;
  after: ReadonlyMap<number, Shown>;
  /** Whether the engine kept it. */
  kept: Promise<boolean>;
  back: () => Promise<PageError | undefined>;
  again: () => Promise<PageError | undefined>;
}

/** What the engine keeps and tells once a step is done or taken back. */
const TOUCHED = ["annotations", "batches"] as const;

export interface Judging {
  judge: (item: Clip, verdict: Verdict) => void;
  /** Another species is right in place of the one that is asked; the same one is a plain Right. */
  correct: (item: Clip, species: string) => void;
  note: (item: Clip, text: string) => void;
  /** Skip clips, or take that back. `restOf`: those of the unit of a judged clip. */
  skip: (item: Clip, what: "it" | "restOf", isBack: boolean) => Promise<number>;
  /** Answers with the clip that the step was about. */
  undo: () => Promise<number | undefined>;
  redo: () => Promise<number | undefined>;
  error: PageError | undefined;
}

interface Judged {
  clips: Clips;
  /** Those of the page, a constant of its module. */
  steps: Steps<Step>;
  /** Whose members the clips are; nothing else has clips to skip. */
  sampleId?: number;
}

export function useJudging({ clips, steps, sampleId }: Judged): Judging {
  const { patch, storing, items } = clips;
  const { here, remember, forget } = steps;
  const [error, setError] = useState<PageError>();
  const labeler = useSettings(({ settings }) => settings.labeler);
  const who = useMemo(() => (labeler === "" ? {} : { labeler: { name: labeler } }), [labeler]);
  const show = useCallback(
    (shown: ReadonlyMap<number, Shown>) => {
      patch(new Set(shown.keys()), (item) => shown.get(item.itemId) ?? {});
    },
    [patch],
  );

  const store = useCallback(
    async (
      item: Clip,
      change: Partial<Shown>,
      decisions: readonly Partial<NewAnnotation>[],
    ): Promise<void> => {
      const { recordingId, start, end, species, itemId } = item;
      if (recordingId === null) return;
      const [first, ...others] = decisions.map((each) => {
        return { recordingId, start, end, species, ...each };
      });
      if (first === undefined) return;
      const before = new Map([[itemId, shownOf(item)]]);
      const after = new Map([[itemId, shownOf({ ...item, ...change })]]);
      show(after);
      const answered = call("annotate", { annotations: [first, ...others], ...who });
      const batchId = answered.then((made) => (made.ok ? made.value.batchId : null));
      const changed = async (method: "annotations/undo" | "annotations/redo") => {
        const id = await batchId;
        return id === null ? undefined : failure(await call(method, { batchId: id }));
      };
      const step: Step = {
        ...{ itemId, before, after },
        kept: batchId.then((id) => id !== null),
        back: () => changed("annotations/undo"),
        again: () => changed("annotations/redo"),
      };
      remember(step);
      const outcome = await storing(answered);
      if (!(await step.kept)) forget(step);
      if (outcome.ok) touch(TOUCHED);
      else show(before);
      setError(outcome.ok ? undefined : outcome.error);
    },
    [who, show, storing, remember, forget],
  );

  const judge = useCallback<Judging["judge"]>(
    (item, verdict) => {
      const verified = VERIFIED[verdict];
      void store(item, judged(item, verified, labeler), [{ verified }]);
    },
    [store, labeler],
  );
  const correct = useCallback<Judging["correct"]>(
    (item, species) => {
      if (species === item.species) {
        judge(item, "right");
        return;
      }
      const change = { ...judged(item, "NO", labeler), correctedTo: species };
      void store(item, change, [{ verified: "NO" }, { species, verified: "YES" }]);
    },
    [store, judge, labeler],
  );
  const note = useCallback<Judging["note"]>(
    (item, comment) => {
      const { verified } = item;
      void store(item, { verdictBy: labeler || item.verdictBy }, [{ verified, comment }]);
    },
    [store, labeler],
  );
  const skip = useCallback<Judging["skip"]>(
    async (item, what, isBack) => {
      if (sampleId === undefined) return 0;
      const { itemId } = item;
      const ask = (unskip: boolean, ids?: readonly number[]) => {
        const of = ids ?? (what === "it" ? [itemId] : undefined);
        const chosen = of === undefined ? { restOf: itemId } : { items: [...of] };
        return call("samples/skip", { sampleId, ...chosen, unskip, ...who });
      };
      const outcome = await storing(ask(isBack));
      setError(outcome.ok ? undefined : outcome.error);
      if (!outcome.ok || outcome.value.items.length === 0) return 0;
      const ids = outcome.value.items;
      const [away, there] = skipped(itemId, what, ids, items ?? []);
      const [before, after] = isBack ? [away, there] : [there, away];
      show(after);
      const again = async (unskip: boolean) => failure(await ask(unskip, ids));
      remember({
        ...{ itemId, before, after, kept: Promise.resolve(true) },
        back: () => again(!isBack),
        again: () => again(isBack),
      });
      touch(["sampleItems"]);
      return ids.length;
    },
    [sampleId, who, show, storing, items, remember],
  );
  const stepped = useCallback(
    async (way: "undo" | "redo"): Promise<number | undefined> => {
      const { done, undone } = here();
      const [from, to] = way === "undo" ? [done, undone] : [undone, done];
      const step = from.pop();
      if (step === undefined) {
        tell({ text: way === "undo" ? nothingBack() : nothingAgain() });
        return undefined;
      }
      if (!(await step.kept)) return undefined;
      const failed = await storing(way === "undo" ? step.back() : step.again());
      setError(failed);
      if (failed !== undefined) {
        from.push(step);
        return undefined;
      }
      to.push(step);
      show(way === "undo" ? step.before : step.after);
      touch(TOUCHED);
      return step.itemId;
    },
    [show, storing, here],
  );
  const undo = useCallback(() => stepped("undo"), [stepped]);
  const redo = useCallback(() => stepped("redo"), [stepped]);
  return { judge, correct, note, skip, undo, redo, error };
}

const nothingBack = (): string =>
  t`Nothing is left to take back here. The history in Settings has earlier steps.`;

const nothingAgain = (): string =>
  t`Nothing is left to do again here. The history in Settings has undone steps.`;

function judged(item: Clip, verified: Clip["verified"], labeler: string): Partial<Shown> {
  const isSkipped = item.skippedBecause !== null || item.state === "skipped";
  const none = isSkipped ? "skipped" : "waiting";
  const state = verified === "UNVERIFIED" ? none : "judged";
  return { state, verified, verdictBy: labeler || item.verdictBy, correctedTo: null };
}

/** How clips are shown once they are skipped, and how without it. */
function skipped(
  itemId: number,
  what: "it" | "restOf",
  ids: readonly number[],
  items: readonly Clip[],
): [Map<number, Shown>, Map<number, Shown>] {
  const chosen = new Set(ids);
  const its = items
    .filter((each) => chosen.has(each.itemId))
    .map((each) => [each.itemId, shownOf(each)] as const);
  const because = what === "it" ? null : itemId;
  const state = (shown: Shown, none: Clip["state"]): Clip["state"] =>
    shown.verified === "UNVERIFIED" ? none : "judged";
  return [
    new Map(
      its.map(([id, shown]) => [
        id,
        { ...shown, state: state(shown, "skipped"), skippedBecause: because },
      ]),
    ),
    new Map(
      its.map(([id, shown]) => [
        id,
        { ...shown, state: state(shown, "waiting"), skippedBecause: null, skipReason: null },
      ]),
    ),
  ];
}

function shownOf(item: Shown): Shown {
  const { state, verified, verdictBy, correctedTo, skippedBecause, skipReason } = item;
  return { state, verified, verdictBy, correctedTo, skippedBecause, skipReason };
}

const failure = (outcome: Outcome<unknown>): PageError | undefined =>
  outcome.ok ? undefined : outcome.error;
