/** What the keys do to the chosen clip: hear it, judge it and go on, skip it. */
import { plural } from "@lingui/core/macro";
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
import { type Judge, nextWaiting } from "../../judging/queue.js";
import { heard, playClip, playOrStop } from "../../judging/sounds.js";

interface ClipActs {
  items: readonly Item[] | undefined;
  at: number;
  item: Item | undefined;
  judge: Judge;
  judging: Judging;
  isOne: boolean;
  onChoose: (item: Item) => void;
  onDialog: (dialog: "species" | "note") => void;
  whole: Record<"threshold" | "export" | "list" | "blind" | "one", () => void>;
}

export interface Acting {
  acts: {
    /** What a button of the bar does; the same as its key. */
    act: (id: CommandId) => void;
    choose: (item: Item) => void;
    correct: (species: string) => void;
    /** Says why the chosen clip cannot be judged. */
    off: string | undefined;
  };
  /** To the next clip that waits. */
  next: () => void;
}

export function useClipActs(given: ClipActs): Acting {
  const { items = [], at, item, judge, judging, onDialog, whole } = given;
  const { t } = useLingui();
  const words = useVerdictWords();
  const autoplay = useSettings(({ settings }) => settings.autoplay);
  const choose = (next: Item): void => {
    given.onChoose(next);
    if (autoplay && next.itemId !== item?.itemId && heard(next) !== undefined) playClip(next);
  };
  const next = (): void => {
    const place = nextWaiting(items, at, judge);
    const found = items[place];
    if (found !== undefined) choose(found);
    else stop();
  };
  const off =
    item !== undefined && item.recordingId === null
      ? t`No recording here has this sound: pass the clip over.`
      : undefined;
  const withItem = (act: (its: Item) => void) => (): void => {
    if (item === undefined) return;
    if (off === undefined) act(item);
    else say("verify", off);
  };
  const verdict = (word: Verdict): (() => void) =>
    withItem((its) => {
      judging.judge(its, word);
      say("verify", words[word]);
      if (word !== "none") next();
    });
  const skip = async (its: Item, what: "it" | "restOf", isBack: boolean): Promise<void> => {
    const number = await judging.skip(its, what, isBack);
    if (what === "restOf") tell({ text: skippedSaid(number, isBack) });
    if (what === "it" && !isBack && number > 0) next();
  };
  const step = async (way: "undo" | "redo"): Promise<void> => {
    const itemId = await judging[way]();
    const found = items.find((each) => each.itemId === itemId);
    if (found !== undefined) given.onChoose(found);
  };
  const commands = {
    "verify.play": withItem((its) => {
      playOrStop(its);
    }),
    "verify.right": verdict("right"),
    "verify.wrong": verdict("wrong"),
    "verify.unsure": verdict("unsure"),
    "verify.clear": verdict("none"),
    "verify.species": withItem(() => {
      onDialog("species");
    }),
    "verify.note": withItem(() => {
      onDialog("note");
    }),
    "verify.unit": () => {
      if (item === undefined) return;
      const because = item.state === "skipped" ? item.skippedBecause : item.itemId;
      const of = items.find(({ itemId }) => itemId === because) ?? item;
      const isBack = items.some(({ skippedBecause }) => skippedBecause === of.itemId);
      if (of.state !== "judged" && !isBack) {
        tell({
          text: t`Judge the clip first: its verdict is why the rest of the unit is skipped.`,
        });
      } else void skip(of, "restOf", isBack);
    },
    "verify.pass": () => {
      if (item !== undefined && item.state !== "judged") {
        void skip(item, "it", item.state === "skipped");
      }
    },
  } satisfies Partial<Record<CommandId, () => void>>;
  useCommands({
    ...commands,
    "verify.undo": () => void step("undo"),
    "verify.redo": () => void step("redo"),
    "verify.one": whole.one,
    "verify.blind": whole.blind,
    "verify.threshold": whole.threshold,
    "verify.export": whole.export,
    "verify.list": whole.list,
  });
  const correct = (species: string): void => {
    if (item === undefined) return;
    judging.correct(item, species);
    next();
  };
  const act = useSteady((id: CommandId) => {
    (commands as Partial<Record<CommandId, () => void>>)[id]?.();
  });
  return { acts: { act, choose, correct, off }, next };
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
