/** What the keys do to the chosen clips: hear one, judge them and go on, skip them. */
import { plural, t } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useSettings } from "../../data/settings.js";
import type { Verdict } from "../../data/verdict.js";
import type { CommandId } from "../../keys/commands.js";
import { useCommands } from "../../keys/scopes.js";
import { stop } from "../../sound/player.js";
import { say } from "../../ui/say.js";
import { useSteady } from "../../ui/steady.js";
import { tell } from "../../ui/toast.js";
import { useVerdictWords } from "../../ui/verdict.js";
import type { Item } from "./items.js";
import type { Judging } from "../../judging/judging.js";
import { manySaid } from "../../judging/many.js";
import type { Looks } from "../../judging/looks.js";
import { type Judge, nextAfter } from "../../judging/queue.js";
import { heard, playClip, playOrStop } from "../../judging/sounds.js";
import { playNextReference, type Reference } from "./references.js";

interface ClipActs {
  items: readonly Item[];
  /** Whether more clips follow that are not loaded. */
  hasMore: boolean;
  /** Look for a clip that waits among those. */
  onSeek: () => void;
  /** The clip in hand: it is heard, and its unit is skipped. */
  item: Item | undefined;
  /** The clips that are judged together; the one in hand where no others are chosen. */
  chosen: readonly Item[];
  judge: Judge;
  judging: Judging;
  onChoose: (item: Item) => void;
  onDialog: (dialog: "species" | "note") => void;
  /** Undefined where nothing is looked for. */
  onSimilar: ((item: Item) => void) | undefined;
  lookOf: Looks["of"];
  onLook: () => void;
  /** Right clips of the species in hand; undefined while they are not shown. */
  references: readonly Reference[] | undefined;
  /** Clips of no sample have no units. */
  isSample: boolean;
  /** A verdict settles a disagreement: there is no clearing it, and no note without it. */
  isSettling: boolean;
}

export interface Acting {
  acts: {
    /** What a button of the bar does; the same as its key. */
    act: (id: CommandId) => void;
    choose: (item: Item) => void;
    correct: (species: string) => void;
    note: (text: string) => void;
    /** Says why the chosen clips cannot be judged. */
    off: string | undefined;
  };
  /** To the next clip that waits. */
  next: () => void;
}

export function useClipActs(given: ClipActs): Acting {
  const { items, item, chosen, judge, judging, onDialog, isSample, lookOf } = given;
  const { isSettling } = given;
  const { t } = useLingui();
  const words = useVerdictWords();
  const autoplay = useSettings(({ settings }) => settings.autoplay);
  const choose = (next: Item): void => {
    given.onChoose(next);
    if (autoplay && next.itemId !== item?.itemId && heard(next) !== undefined)
      playClip(next, lookOf(next.species));
  };
  const next = (): void => {
    const found = nextAfter(items, chosen, judge, given.hasMore);
    if (found !== undefined) choose(found);
    else if (given.hasMore) given.onSeek();
    else stop();
  };
  const here = chosen.filter(({ recordingId }) => recordingId !== null);
  const off =
    item !== undefined && here.length === 0
      ? t`No recording here has this sound: pass the clip over.`
      : undefined;
  const withClips = (act: (its: readonly Item[]) => void) => (): void => {
    if (item === undefined) return;
    if (off === undefined) act(here);
    else say("verify", off);
  };
  const said = (word: string, what: Verdict): void => {
    say("verify", chosen.length > 1 ? manySaid(here.length, what) : word);
    const left = chosen.length - here.length;
    if (left > 0) tell({ text: leftSaid(left) });
  };
  const verdict = (word: Verdict): (() => void) =>
    withClips((its) => {
      judging.judge(its, word);
      said(words[word], word);
      if (word !== "none") next();
      else if (chosen.length > 1 && item !== undefined) given.onChoose(item);
    });
  const skipRest = async (its: Item, isBack: boolean): Promise<void> => {
    tell({ text: skippedSaid(await judging.skipRest(its, isBack), isBack) });
  };
  const pass = async (): Promise<void> => {
    const open = chosen.filter(({ state }) => state !== "judged");
    const isBack = open.every(({ state }) => state === "skipped");
    if (open.length === 0) return;
    const number = await judging.skip(open, isBack);
    if (!isBack && number > 0) next();
  };
  const step = async (way: "undo" | "redo"): Promise<void> => {
    const itemId = await judging[way]();
    const found = items.find((each) => each.itemId === itemId);
    if (found !== undefined) given.onChoose(found);
    else if (itemId !== undefined) tell({ text: elsewhere(way) });
  };
  const noSample = (): void => {
    tell({ text: t`Only clips of a sample are passed over: these clips belong to none.` });
  };
  const commands = {
    "verify.play": () => {
      if (item === undefined) return;
      if (item.recordingId === null) say("verify", t`No recording here has this sound.`);
      else playOrStop(item, lookOf(item.species));
    },
    "verify.right": verdict("right"),
    "verify.wrong": verdict("wrong"),
    "verify.unsure": verdict("unsure"),
    "verify.clear": isSettling
      ? () => {
          tell({ text: t`Take the step back, or settle it with another verdict.` });
        }
      : verdict("none"),
    "verify.species": withClips(() => {
      onDialog("species");
    }),
    "verify.note": withClips((its) => {
      if (isSettling && its.some(({ state }) => state !== "judged")) {
        tell({ text: t`Settle it first: the note goes with the verdict that settles.` });
      } else onDialog("note");
    }),
    "verify.unit": () => {
      if (item === undefined) return;
      if (!isSample) {
        noSample();
        return;
      }
      const because = item.state === "skipped" ? item.skippedBecause : item.itemId;
      const of = items.find(({ itemId }) => itemId === because) ?? item;
      const isBack = items.some(({ skippedBecause }) => skippedBecause === of.itemId);
      if (chosen.length > 1) {
        tell({ text: t`Choose one clip: its verdict is why the rest of the unit is skipped.` });
      } else if (of.state !== "judged" && !isBack) {
        tell({
          text: t`Judge the clip first: its verdict is why the rest of the unit is skipped.`,
        });
      } else void skipRest(of, isBack);
    },
    "verify.pass": () => {
      if (isSample) void pass();
      else noSample();
    },
    "verify.reference": () => {
      const look = lookOf(item?.species ?? "");
      if (given.references !== undefined) playNextReference(given.references, look);
      else tell({ text: t`Right clips of other sites are beside a clip that is shown alone.` });
    },
    "verify.look": given.onLook,
    "verify.similar": () => {
      if (item === undefined) return;
      if (isSettling) tell({ text: t`Similar sounds are judged beside a sample.` });
      else if (given.onSimilar === undefined) tell({ text: t`These are similar sounds already.` });
      else if (item.recordingId === null) say("verify", t`No recording here has this sound.`);
      else given.onSimilar(item);
    },
  } satisfies Partial<Record<CommandId, () => void>>;
  useCommands({
    ...commands,
    "verify.undo": () => void step("undo"),
    "verify.redo": () => void step("redo"),
  });
  const correct = (species: string): void => {
    judging.correct(here, species);
    said(species, here.every((its) => its.species === species) ? "right" : "wrong");
    next();
  };
  const note = (text: string): void => {
    judging.note(here, text);
  };
  const act = useSteady((id: CommandId) => {
    (commands as Partial<Record<CommandId, () => void>>)[id]?.();
  });
  return { acts: { act, choose, correct, note, off }, next };
}

const elsewhere = (way: "undo" | "redo"): string =>
  way === "undo"
    ? t`The last step was taken back. Its clip is not among those that are loaded here.`
    : t`The step was done again. Its clip is not among those that are loaded here.`;

function leftSaid(number: number): string {
  return plural(number, {
    one: "# clip was left out: no recording here has its sound.",
    other: "# clips were left out: no recording here has their sound.",
  });
}

function skippedSaid(number: number, isBack: boolean): string {
  return isBack
    ? plural(number, {
        one: "# clip of the unit waits again.",
        other: "# clips of the unit wait again.",
      })
    : plural(number, {
        one: "# clip of the unit is skipped. It is left out of the estimate.",
        other: "# clips of the unit are skipped. They are left out of the estimate.",
      });
}
