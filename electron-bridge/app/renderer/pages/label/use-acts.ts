/** What can be done on Label, by whichever of the pointer, the keys, the list and the bar. */
import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef } from "react";
import type { PageError } from "../../data/call.js";
import type { Verdict } from "../../data/verdict.js";
import { type Box, dragged, fitting } from "../../spectrogram/boxes.js";
import type { ViewStore } from "../../spectrogram/view-store.js";
import { type Bounds, showing } from "../../spectrogram/viewport.js";
import { keysOf, shown } from "../../keys/bindings.js";
import { useSettings } from "../../data/settings.js";
import { tell } from "../../ui/toast.js";
import { say } from "../../ui/say.js";
import { useSteady } from "../../ui/steady.js";
import { useVerdictWords } from "../../ui/verdict.js";
import { type BoxesHere, DRAFT } from "./boxes-here.js";
import { type Found, nextFound } from "./found.js";
import type { Labelling } from "./labelling.js";
import { type LabelSettings, withRecent } from "./settings.js";

/** A label that is drawn by a key is so large a part of the view. */
const PART = 0.1;
/** Steps of the keys that move an edge: so small a part of the view. */
const STEP = 0.01;
/** A held key makes many moves, which are one step to take back. */
const REST_MS = 300;

interface Given {
  recordingId: number;
  store: ViewStore;
  here: BoxesHere;
  labelling: Labelling;
  settings: LabelSettings;
  isContinuous: boolean;
  onSettings: (some: Partial<LabelSettings>) => void;
  onName: () => void;
  onError: (error: PageError) => void;
}

export interface LabelActs {
  /** Says why nothing can be done with what is chosen. */
  sayNone: () => void;
  draw: (box: Box) => void;
  /** Draw a label in the middle of the view, with a band or of a time alone. */
  add: (isTimeAlone: boolean) => void;
  /** Keep a second label like one that is there; without a place, it lies beside the chosen one. */
  copy: (id?: string, box?: Box) => void;
  name: (species: string) => void;
  change: (id: string, box: Box) => void;
  judge: (verdict: Verdict) => void;
  note: (text: string) => void;
  takeBack: () => void;
  walk: (way: 1 | -1) => void;
  /** Move the chosen label, or one of its edges, by so many steps. */
  nudge: (part: "body" | "e" | "n", right: number, up: number) => void;
  step: (way: "undo" | "redo") => void;
}

export function useLabelActs(given: Given): LabelActs {
  const {
    recordingId,
    store,
    here,
    labelling,
    settings,
    isContinuous,
    onSettings,
    onName,
    onError,
  } = given;
  const { t } = useLingui();
  const words = useVerdictWords();
  const { chosen, draft } = here;
  const undoKey = useSettings(({ settings: all }) => shown(keysOf("label.undo", all)[0] ?? ""));
  const made = async (its: Found, act: Promise<string | undefined>): Promise<void> => {
    here.became(its.id, await act);
  };
  /** A box that was named is on its way to the engine. */
  const keeping = useRef(false);
  /** Says why a verdict or a move finds no label. */
  const sayNone = (): void => {
    if (keeping.current) say("label", t`The label is being kept.`);
    else if (here.chosenId === DRAFT) say("label", t`Name the box first.`);
    else say("label", t`Choose a label or a detection first.`);
  };
  const keep = async (box: Box, species: string, verdict?: Verdict): Promise<boolean> => {
    keeping.current = true;
    const id = await labelling.add(recordingId, box, species, verdict);
    keeping.current = false;
    if (id === undefined) return false;
    here.setDraft(undefined);
    here.choose(id);
    return true;
  };
  const keepBox = async (box: Box, species: string): Promise<void> => {
    onSettings({ recent: withRecent(settings.recent, species) });
    if (await keep(box, species)) say("label", t`Label kept: ${species}`);
  };
  const copyTo = async ({ species, verdict }: Found, box: Box): Promise<void> => {
    here.setDraft(box);
    here.choose(DRAFT);
    store.look((view) => showing(view, box.start, box.end, store.bounds));
    if (await keep(box, species, verdict)) say("label", t`Label copied: ${species}`);
  };
  const draw = (box: Box): void => {
    const [species] = settings.recent;
    here.setDraft(box);
    here.choose(DRAFT);
    if (isContinuous && species !== undefined) void keepBox(box, species);
    else onName();
  };
  /** Moves by keys, which become one step once the keys rest. */
  const moving = useRef<{ label: Found; box: Box; timer: ReturnType<typeof setTimeout> }>(
    undefined,
  );
  const settle = useSteady((): void => {
    const its = moving.current;
    moving.current = undefined;
    if (its === undefined) return;
    clearTimeout(its.timer);
    void made(its.label, labelling.change(its.label, its.box));
  });
  useEffect(() => settle, [settle]);
  const change = (id: string, box: Box, restMs = 0): void => {
    if (id === DRAFT) {
      here.setDraft(box);
      return;
    }
    const label = here.found.find((each) => each.id === id);
    if (label === undefined || label.kind === "detection") return;
    // The move of another label is kept before this one begins.
    if (moving.current !== undefined && moving.current.label.id !== id) settle();
    here.moveTo(id, box);
    clearTimeout(moving.current?.timer);
    moving.current = { label, box, timer: setTimeout(settle, restMs) };
  };
  /** What is decided now comes after the moves that the keys made. */
  const decided = (its: Found, act: () => Promise<string | undefined>): void => {
    settle();
    void made(its, act());
  };
  return {
    sayNone,
    draw,
    change,
    copy: (id, box) => {
      settle();
      const its = id === undefined ? chosen : here.found.find((each) => each.id === id);
      if (its === undefined || here.chosenId === DRAFT) sayNone();
      else if (its.kind === "detection") {
        say("label", t`Only a label can be copied: draw one where the call is.`);
      } else void copyTo(its, box ?? beside(its, store.bounds));
    },
    add: (isTimeAlone) => {
      const { from, seconds, lowHz, highHz } = store.getState().view;
      const [middle, hz] = [from + seconds / 2, highHz - lowHz];
      const half = (PART * seconds) / 2;
      const band = isTimeAlone
        ? { lowHz: null, highHz: null }
        : { lowHz: lowHz + 0.25 * hz, highHz: lowHz + 0.75 * hz };
      draw(fitting({ start: middle - half, end: middle + half, ...band }, store.bounds));
    },
    name: (species) => {
      if (draft !== undefined && here.chosenId === DRAFT) void keepBox(draft, species);
      else if (chosen !== undefined) {
        onSettings({ recent: withRecent(settings.recent, species) });
        decided(chosen, () => labelling.rename(chosen, species));
      }
    },
    judge: (verdict) => {
      if (chosen === undefined) {
        sayNone();
        return;
      }
      if (verdict === "wrong" && chosen.kind === "label") {
        tell({ text: t`The label is wrong now, and no longer shown. ${undoKey} takes it back.` });
      } else say("label", words[verdict]);
      decided(chosen, () => labelling.judge(chosen, verdict));
    },
    note: (text) => {
      if (chosen !== undefined) decided(chosen, () => labelling.note(chosen, text));
    },
    takeBack: () => {
      if (here.chosenId === DRAFT) here.setDraft(undefined);
      else if (chosen?.kind === "label") {
        decided(chosen, () => labelling.takeBack(chosen));
        say("label", t`The label is taken back.`);
      } else if (chosen !== undefined) {
        say("label", t`What a model heard cannot be taken back: say that it is wrong.`);
      } else sayNone();
    },
    walk: (way) => {
      const from = chosen?.start ?? draft?.start ?? store.getState().view.from;
      void nextFound(recordingId, from, way, settings.detections).then((outcome) => {
        if (!outcome.ok) {
          onError(outcome.error);
          return;
        }
        const next = outcome.value;
        if (next === undefined) {
          say("label", way > 0 ? t`No label follows.` : t`No label comes before.`);
          return;
        }
        store.look((view) => showing(view, next.start, next.end, store.bounds));
        here.choose(next.id);
      });
    },
    nudge: (part, right, up) => {
      const box = here.chosenId === DRAFT && !keeping.current ? draft : undefined;
      const its = box ?? (chosen?.kind === "label" ? chosen : undefined);
      if (its === undefined || here.chosenId === undefined) {
        sayNone();
        return;
      }
      const { seconds, lowHz, highHz } = store.getState().view;
      const [by, hz] = [right * STEP * seconds, up * STEP * (highHz - lowHz)];
      const next = fitting(dragged(its, part, by, hz, store.bounds), store.bounds);
      change(here.chosenId, next, REST_MS);
    },
    step: (way) => {
      settle();
      void labelling[way]().then((isDone) => {
        if (isDone) say("label", way === "undo" ? t`Undone.` : t`Done again.`);
        else say("label", way === "undo" ? t`Nothing to undo.` : t`Nothing to redo.`);
      });
    },
  };
}

/** The box that follows a label, or comes before it where the recording ends. */
function beside(label: Box, bounds: Bounds): Box {
  const length = label.end - label.start;
  const by = label.end + length <= bounds.seconds ? length : -length;
  return fitting(dragged(label, "body", by, 0, bounds), bounds);
}
