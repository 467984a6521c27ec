/** What the keys of a row do, to what is in hand: a window that is like the row, or the row. */
import { useLingui } from "@lingui/react/macro";
import { go } from "../../routes.js";
import type { Action } from "../../ui/menu.js";
import { say } from "../../ui/say.js";
import type { Alike } from "./alike.js";
import type { JudgingMany } from "./judging.js";
import { playOrStop } from "./playing.js";
import { useRowActions } from "./row-actions.js";
import type { Detection } from "./rows.js";
import { type Shown, shownRow, shownWindow } from "./sounds.js";
import type { Verdict } from "../../data/verdict.js";

interface Acts {
  row: Detection | undefined;
  alike: Alike;
  judging: JudgingMany;
  /** After a verdict on the row: to the one below. */
  onNext: () => void;
  onDialog: (dialog: "species" | "note") => void;
  onDetails: () => void;
  onSimilar: () => void;
}

interface Acting {
  actions: readonly Action[];
  /** What is in hand, as the details show it. */
  shown: Shown | undefined;
  /** The detection in hand; a window may have none. */
  judged: Detection | undefined;
}

export function useActs(acts: Acts): Acting {
  const { row, alike, judging } = acts;
  const { inHand } = alike;
  const { t } = useLingui();
  const judged = inHand === undefined ? row : inHand.detection;
  const shown = inHand === undefined ? row && shownRow(row) : shownWindow(inHand);
  // The details show it all the time; who does not see them hears it now.
  const nothingThere = (): void => {
    say("similar", t`This window has no detection to judge.`);
  };
  const withJudged = (act: (its: Detection) => void) => (): unknown => {
    if (judged !== undefined) act(judged);
    else if (inHand !== undefined) nothingThere();
    return judged !== undefined || inHand !== undefined;
  };
  const verdict = (word: Verdict) => (): unknown => {
    if (inHand !== undefined) {
      return withJudged((its) => {
        judging.judgeOne(its, word);
        if (word !== "none") alike.next();
      })();
    }
    const what = judging.judge(word);
    if (what === "row" && word !== "none") acts.onNext();
    return what !== "nothing";
  };
  const withRow = (act: () => void) => (): unknown => {
    if (row !== undefined) act();
    return row !== undefined;
  };
  const missing = shown !== undefined && shown.missingSince !== null;
  const actions = useRowActions(
    {
      "detections.play": () => {
        if (shown === undefined || missing) return false;
        playOrStop(shown);
        return true;
      },
      "detections.right": verdict("right"),
      "detections.wrong": verdict("wrong"),
      "detections.unsure": verdict("unsure"),
      "detections.clear": verdict("none"),
      "detections.species": withJudged(() => {
        acts.onDialog("species");
      }),
      "detections.note": withJudged(() => {
        acts.onDialog("note");
      }),
      "detections.details": () => {
        if (inHand === undefined) return withRow(acts.onDetails)();
        if (shown !== undefined && !missing) playOrStop(shown);
        return true;
      },
      "detections.similar": withRow(acts.onSimilar),
      "detections.label": () => {
        if (shown === undefined) return false;
        const { recordingId, start, end } = shown;
        const m = judged === undefined ? {} : { m: `d${String(judged.detectionId)}` };
        go("label", { r: String(recordingId), at: String((start + end) / 2), ...m });
        return true;
      },
    },
    missing,
  );
  return { actions, shown, judged };
}
