/** What can be done on Label, by whichever of the pointer, the keys, the list and the bar. */
import { useLingui } from "@lingui/react/macro";
import type { Verdict } from "../../data/verdict.js";
import { type Box, dragged, fitting } from "../../spectrogram/boxes.js";
import type { ViewStore } from "../../spectrogram/view-store.js";
import { showing } from "../../spectrogram/viewport.js";
import { say } from "../../ui/say.js";
import { useVerdictWords } from "../../ui/verdict.js";
import { type BoxesHere, DRAFT } from "./boxes-here.js";
import { nextFound } from "./found.js";
import type { Labelling } from "./labelling.js";
import { type LabelSettings, withRecent } from "./settings.js";

/** A label that is drawn by a key is so large a part of the view. */
const PART = 0.1;
/** Steps of the keys that move an edge: so small a part of the view. */
const STEP = 0.01;

interface Given {
  recordingId: number;
  store: ViewStore;
  here: BoxesHere;
  labelling: Labelling;
  settings: LabelSettings;
  isContinuous: boolean;
  onSettings: (some: Partial<LabelSettings>) => void;
  onName: () => void;
}

export interface LabelActs {
  draw: (box: Box) => void;
  /** Draw a label in the middle of the view. */
  add: () => void;
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
  const { recordingId, store, here, labelling, settings, isContinuous, onSettings, onName } = given;
  const { t } = useLingui();
  const words = useVerdictWords();
  const { chosen, draft } = here;
  const made = async (act: Promise<string | undefined>): Promise<void> => {
    const id = await act;
    if (id !== undefined) here.choose(id);
  };
  const keepBox = async (box: Box, species: string): Promise<void> => {
    onSettings({ recent: withRecent(settings.recent, species) });
    const id = await labelling.add(recordingId, box, species);
    if (id === undefined) return;
    here.setDraft(undefined);
    here.choose(id);
    say("label", t`Label kept: ${species}`);
  };
  const draw = (box: Box): void => {
    const [species] = settings.recent;
    here.setDraft(box);
    here.choose(DRAFT);
    if (isContinuous && species !== undefined) void keepBox(box, species);
    else onName();
  };
  const change = (id: string, box: Box): void => {
    if (id === DRAFT) {
      here.setDraft(box);
      return;
    }
    const label = here.found.find((each) => each.id === id);
    if (label === undefined || label.kind === "detection") return;
    here.moveTo(id, box);
    void made(labelling.change(label, box));
  };
  return {
    draw,
    change,
    add: () => {
      const { from, seconds, lowHz, highHz } = store.getState().view;
      const [middle, hz] = [from + seconds / 2, highHz - lowHz];
      const half = (PART * seconds) / 2;
      const band = { lowHz: lowHz + 0.25 * hz, highHz: lowHz + 0.75 * hz };
      draw(fitting({ start: middle - half, end: middle + half, ...band }, store.bounds));
    },
    name: (species) => {
      if (draft !== undefined && here.chosenId === DRAFT) void keepBox(draft, species);
      else if (chosen !== undefined) {
        onSettings({ recent: withRecent(settings.recent, species) });
        void made(labelling.rename(chosen, species));
      }
    },
    judge: (verdict) => {
      if (chosen === undefined) return;
      say("label", words[verdict]);
      void made(labelling.judge(chosen, verdict));
    },
    note: (text) => {
      if (chosen !== undefined) void made(labelling.note(chosen, text));
    },
    takeBack: () => {
      if (here.chosenId === DRAFT) here.setDraft(undefined);
      else if (chosen?.kind === "label") {
        void labelling.takeBack(chosen);
        say("label", t`The label is taken back.`);
      } else if (chosen !== undefined) {
        say("label", t`What a model heard cannot be taken back: say that it is wrong.`);
      }
    },
    walk: (way) => {
      const from = chosen?.start ?? draft?.start ?? store.getState().view.from;
      void nextFound(recordingId, from, way, settings.detections).then((outcome) => {
        if (!outcome.ok) return;
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
      const box = here.chosenId === DRAFT ? draft : chosen?.kind === "label" ? chosen : undefined;
      if (box === undefined || here.chosenId === undefined) return;
      const { seconds, lowHz, highHz } = store.getState().view;
      const [by, hz] = [right * STEP * seconds, up * STEP * (highHz - lowHz)];
      change(here.chosenId, fitting(dragged(box, part, by, hz, store.bounds), store.bounds));
    },
    step: (way) => {
      void labelling[way]().then((isDone) => {
        if (isDone) say("label", way === "undo" ? t`Undone.` : t`Done again.`);
        else say("label", way === "undo" ? t`Nothing to undo.` : t`Nothing to redo.`);
      });
    },
  };
}
