/** What the keys do to the window that is asked: hear it, judge it and go on, take that back. */
import { useSettings } from "../../data/settings.js";
import type { Verdict } from "../../data/verdict.js";
import type { Clip } from "../../judging/clip.js";
import type { Judging } from "../../judging/judging.js";
import { manySaid } from "../../judging/many.js";
import { type Judge, nextAfter } from "../../judging/queue.js";
import { heard, playClip, playOrStop } from "../../judging/sounds.js";
import type { CommandId } from "../../keys/commands.js";
import { useCommands } from "../../keys/scopes.js";
import { stop } from "../../sound/player.js";
import { say } from "../../ui/say.js";
import { useSteady } from "../../ui/steady.js";
import { useVerdictWords } from "../../ui/verdict.js";

interface Given {
  items: readonly Clip[];
  /** The window in hand, which is heard. */
  item: Clip | undefined;
  /** The windows that are judged together; the one in hand where no others are chosen. */
  chosen: readonly Clip[];
  person: Judge;
  judging: Judging;
  onChoose: (item: Clip) => void;
  /** Ask which other species it is. */
  onName: () => void;
}

interface JudgeKeys {
  /** What a button does; the same as its key. */
  act: (id: CommandId) => void;
  choose: (item: Clip) => void;
  /** To the next one that waits. */
  next: () => void;
}

export function useJudgeKeys(given: Given): JudgeKeys {
  const { items, item, chosen, person, judging, onChoose, onName } = given;
  const words = useVerdictWords();
  const autoplay = useSettings(({ settings }) => settings.autoplay);
  const choose = (next: Clip): void => {
    onChoose(next);
    if (autoplay && next.itemId !== item?.itemId && heard(next) !== undefined) playClip(next);
  };
  const next = (): void => {
    const found = nextAfter(items, chosen, person);
    if (found !== undefined) choose(found);
    else stop();
  };
  const verdict = (word: Verdict) => (): void => {
    if (item === undefined) return;
    judging.judge(chosen, word);
    say("learn", chosen.length > 1 ? manySaid(chosen.length, word) : words[word]);
    if (word !== "none") next();
    else if (chosen.length > 1) onChoose(item);
  };
  const step = async (way: "undo" | "redo"): Promise<void> => {
    const itemId = await judging[way]();
    const found = items.find((each) => each.itemId === itemId);
    if (found !== undefined) onChoose(found);
  };
  const commands = {
    "learn.play": () => {
      if (item !== undefined) playOrStop(item);
    },
    "learn.right": verdict("right"),
    "learn.wrong": verdict("wrong"),
    "learn.unsure": verdict("unsure"),
    "learn.clear": verdict("none"),
    "learn.species": () => {
      if (item !== undefined) onName();
    },
    "learn.undo": () => void step("undo"),
    "learn.redo": () => void step("redo"),
  } satisfies Partial<Record<CommandId, () => void>>;
  useCommands(commands);
  const act = useSteady((id: CommandId) => {
    (commands as Partial<Record<CommandId, () => void>>)[id]?.();
  });
  return { act, choose, next };
}
