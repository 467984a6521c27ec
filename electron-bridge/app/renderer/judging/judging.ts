/** Verdicts on clips: seen at once, stored at once, taken back as they were made. */
import { t } from "@lingui/core/macro";
import { useCallback, useMemo, useState } from "react";
import { call, type Outcome, type PageError } from "../data/call.js";
import { touch } from "../data/revision.js";
import { useSettings } from "../data/settings.js";
import type { Steps } from "../data/steps.js";
import { turns } from "../data/turns.js";
import type { Verdict } from "../data/verdict.js";
import { tell } from "../ui/toast.js";
import type { Clip, Clips, Shown } from "./clip.js";
import { noteSaid, type Saying, shownOf, skipped, speciesSaid, verdictSaid } from "./shown.js";

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

/** What is said of several clips is one step. */
export interface Judging {
  judge: (items: readonly Clip[], verdict: Verdict) => void;
  /** Another species is right in place of the one that is asked. */
  correct: (items: readonly Clip[], species: string) => void;
  note: (items: readonly Clip[], text: string) => void;
  /** Skip members of a sample, or take that back; answers with their number. */
  skip: (items: readonly Clip[], isBack: boolean) => Promise<number>;
  /** Skip the others of the unit of a judged member, or take that back. */
  skipRest: (item: Clip, isBack: boolean) => Promise<number>;
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
  /** What is said settles a disagreement, and is no further opinion. */
  settles?: boolean;
}

export function useJudging({ clips, steps, sampleId, settles = false }: Judged): Judging {
  const { patch, storing, items } = clips;
  const { here, remember, forget } = steps;
  const [error, setError] = useState<PageError>();
  const labeler = useSettings(({ settings }) => settings.labeler);
  const who = useMemo(() => (labeler === "" ? {} : { labeler: { name: labeler } }), [labeler]);
  const show = useCallback(
    (shown: ReadonlyMap<number, Shown>) => {
      patch(new Set(shown.keys()), (item) => {
        const its = shown.get(item.itemId);
        return its?.species === item.species ? its : {};
      });
    },
    [patch],
  );

  const store = useCallback(
    async (of: readonly Clip[], say: (item: Clip) => Saying): Promise<void> => {
      const said = of.filter(isHere).map((item) => [item, say(item)] as const);
      const [annotation, ...others] = said.flatMap(([item, { words }]) =>
        words.map((each) => ({
          ...(each.detectionId == null && { ...placeOf(item), species: item.species }),
          ...each,
          ...(settles && { settles }),
        })),
      );
      const [first] = said;
      if (first === undefined || annotation === undefined) return;
      const before = new Map(said.map(([item]) => [item.itemId, shownOf(item)]));
      const after = new Map(
        said.map(([item, { change }]) => [item.itemId, shownOf({ ...item, ...change })]),
      );
      show(after);
      const answered = call("annotate", { annotations: [annotation, ...others], ...who });
      const batchId = answered.then((made) => (made.ok ? made.value.batchId : null));
      const changed = async (method: "annotations/undo" | "annotations/redo") => {
        const id = await batchId;
        return id === null ? undefined : failure(await call(method, { batchId: id }));
      };
      const step: Step = {
        ...{ itemId: first[0].itemId, before, after },
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
    [who, settles, show, storing, remember, forget],
  );

  const judge = useCallback<Judging["judge"]>(
    (of, verdict) => void store(of, (item) => verdictSaid(item, verdict, labeler)),
    [store, labeler],
  );
  const correct = useCallback<Judging["correct"]>(
    (of, species) => void store(of, (item) => speciesSaid(item, species, labeler)),
    [store, labeler],
  );
  const note = useCallback<Judging["note"]>(
    (of, comment) => void store(of, (item) => noteSaid(item, comment, labeler)),
    [store, labeler],
  );
  const setSkipped = useCallback(
    async (
      item: Clip | undefined,
      chosen: { restOf: number } | { items: number[] },
      isBack: boolean,
    ): Promise<number> => {
      if (sampleId === undefined || item === undefined) return 0;
      const ask = (unskip: boolean, which: typeof chosen) =>
        call("samples/skip", { sampleId, ...which, unskip, ...who });
      const outcome = await storing(ask(isBack, chosen));
      setError(outcome.ok ? undefined : outcome.error);
      if (!outcome.ok || outcome.value.items.length === 0) return 0;
      const ids = outcome.value.items;
      const because = "restOf" in chosen ? chosen.restOf : null;
      const [away, there] = skipped(because, ids, items ?? []);
      const [before, after] = isBack ? [away, there] : [there, away];
      show(after);
      const again = async (unskip: boolean) => failure(await ask(unskip, { items: ids }));
      remember({
        ...{ itemId: item.itemId, before, after, kept: Promise.resolve(true) },
        back: () => again(!isBack),
        again: () => again(isBack),
      });
      touch(["sampleItems"]);
      return ids.length;
    },
    [sampleId, who, show, storing, items, remember],
  );
  const skip = useCallback<Judging["skip"]>(
    (of, isBack) => setSkipped(of[0], { items: of.map(({ itemId }) => itemId) }, isBack),
    [setSkipped],
  );
  const skipRest = useCallback<Judging["skipRest"]>(
    (item, isBack) => setSkipped(item, { restOf: item.itemId }, isBack),
    [setSkipped],
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
  const [inTurn] = useState(turns);
  const undo = useCallback(() => inTurn(() => stepped("undo")), [inTurn, stepped]);
  const redo = useCallback(() => inTurn(() => stepped("redo")), [inTurn, stepped]);
  return { judge, correct, note, skip, skipRest, undo, redo, error };
}

/** Whether the sound of a clip is one of this project's recordings. */
function isHere(item: Clip): item is Clip & { recordingId: number } {
  return item.recordingId !== null;
}

/** What a word is said of: the region of a clip, or its stretch of sound. */
function placeOf({ regionId, recordingId, start, end }: Clip & { recordingId: number }) {
  return regionId === undefined ? { recordingId, start, end } : { regionId };
}

const nothingBack = (): string =>
  t`Nothing is left to take back here. The history in Settings has earlier steps.`;

const nothingAgain = (): string =>
  t`Nothing is left to do again here. The history in Settings has undone steps.`;

const failure = (outcome: Outcome<unknown>): PageError | undefined =>
  outcome.ok ? undefined : outcome.error;
