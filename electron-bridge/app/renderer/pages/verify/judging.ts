/** Verdicts on the clips of a sample: seen at once, stored at once, taken back as they were made. */
import { t } from "@lingui/core/macro";
import { useCallback, useMemo, useState } from "react";
import type { NewAnnotation } from "@linnet/electron-bridge/generated/contract.js";
import { call, type Outcome, type PageError } from "../../data/call.js";
import { touch } from "../../data/revision.js";
import { useSettings } from "../../data/settings.js";
import { stepsOf } from "../../data/steps.js";
import { VERIFIED, type Verdict } from "../../data/verdict.js";
import { tell } from "../../ui/toast.js";
import type { Item, Items } from "./items.js";

/** What of a clip a step changes. */
type Shown = Pick<
  Item,
  "state" | "verified" | "verdictBy" | "correctedTo" | "skippedBecause" | "skipReason"
>;

interface Step {
  /** The clip that the keys go back to. */
  itemId: number;
  before: ReadonlyMap<number, Shown>;
  after: ReadonlyMap<number, Shown>;
  /** Whether the engine kept it. */
  kept: Promise<boolean>;
  back: () => Promise<PageError | undefined>;
  again: () => Promise<PageError | undefined>;
}

const { here, remember, forget } = stepsOf<Step>();

/** What the engine keeps and tells once a step is done or taken back. */
const TOUCHED = ["annotations", "batches"] as const;

export interface Judging {
  judge: (item: Item, verdict: Verdict) => void;
  /** Another species is right in place of the sample's; the same one is a plain Right. */
  correct: (item: Item, species: string) => void;
  note: (item: Item, text: string) => void;
  /** Skip clips, or take that back. `restOf`: those of the unit of a judged clip. */
  skip: (item: Item, what: "it" | "restOf", isBack: boolean) => Promise<number>;
  /** Answers with the clip that the step was about. */
  undo: () => Promise<number | undefined>;
  redo: () => Promise<number | undefined>;
  error: PageError | undefined;
}

export function useJudging(sampleId: number, items: Items): Judging {
  const { patch, storing } = items;
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
      item: Item,
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
    [who, show, storing],
  );

  const judge = useCallback<Judging["judge"]>(
    (item, verdict) => {
      const verified = VERIFIED[verdict];
      const named = verdict === "wrong" ? null : ownName(item, labeler);
      const back = named === null ? [] : [{ species: named, verified: VERIFIED.none }];
      void store(item, judged(item, verified, labeler), [{ verified }, ...back]);
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
      const named = ownName(item, labeler);
      const isOther = named !== null && named !== species;
      const earlier: Partial<NewAnnotation>[] = isOther ? [{ species: named, verified: "NO" }] : [];
      const words = [{ verified: "NO" }, ...earlier, { species, verified: "YES" }] as const;
      void store(item, change, words);
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
      const [away, there] = skipped(itemId, what, ids, items.items ?? []);
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
    [sampleId, who, show, storing, items.items],
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
    [show, storing],
  );
  const undo = useCallback(() => stepped("undo"), [stepped]);
  const redo = useCallback(() => stepped("redo"), [stepped]);
  return { judge, correct, note, skip, undo, redo, error };
}

const nothingBack = (): string =>
  t`Nothing is left to take back here. The history in Settings has earlier steps.`;

const nothingAgain = (): string =>
  t`Nothing is left to do again here. The history in Settings has undone steps.`;

/** The other species that this person named; another word on the clip takes that back. */
function ownName({ correctedTo, verdictBy }: Item, labeler: string): string | null {
  return labeler === "" || verdictBy === labeler ? correctedTo : null;
}

function judged(item: Item, verified: Item["verified"], labeler: string): Partial<Shown> {
  const isSkipped = item.skippedBecause !== null || item.state === "skipped";
  const none = isSkipped ? "skipped" : "waiting";
  const state = verified === "UNVERIFIED" ? none : "judged";
  const correctedTo = verified === "NO" ? ownName(item, labeler) : null;
  return { state, verified, verdictBy: labeler || item.verdictBy, correctedTo };
}

/** How clips are shown once they are skipped, and how without it. */
function skipped(
  itemId: number,
  what: "it" | "restOf",
  ids: readonly number[],
  items: readonly Item[],
): [Map<number, Shown>, Map<number, Shown>] {
  const chosen = new Set(ids);
  const its = items
    .filter((each) => chosen.has(each.itemId))
    .map((each) => [each.itemId, shownOf(each)] as const);
  const because = what === "it" ? null : itemId;
  const state = (shown: Shown, none: Item["state"]): Item["state"] =>
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
