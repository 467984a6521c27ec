/** What a verdict key judges: the chosen row, the marked rows, or all that match, once confirmed. */
import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useRef, useState } from "react";
import { keysOf, shown } from "../../keys/bindings.js";
import { useSettings } from "../../data/settings.js";
import type { Verdict } from "../../data/verdict.js";
import { count } from "../../i18n/format.js";
import { noteSaid } from "../../notes/words.js";
import { tell } from "../../ui/toast.js";
import { useVerdictWords } from "../../ui/verdict.js";
import { type KeptMany, type Many, useMany } from "./many.js";
import { isMarked, type MarkedRows, markedOf } from "./marked.js";
import type { Where } from "./question.js";
import type { Detection, Rows } from "./rows.js";
import { type Judging, useVerdicts } from "./verdicts.js";

/** So many marked rows are seen on one screen; more are judged only once they are confirmed. */
const SCREEN = 20;

/** A verdict on more than a screen of rows, which has to be confirmed. */
export interface Asked {
  verdict: Verdict;
  many: Many;
  /** So many, or more than so many, until they are counted. */
  number: number;
  exact: boolean;
}

export interface JudgingMany extends Pick<Judging, "correct" | "note" | "undo" | "redo" | "error"> {
  /** Judge a detection, whatever is chosen or marked in the table. */
  judgeOne: (row: Detection, verdict: Verdict) => void;
  /** Judge; whether there is anything to judge, and whether it was the chosen row alone. */
  judge: (verdict: Verdict) => "nothing" | "row" | "marked";
  asked: Asked | undefined;
  accept: () => void;
  refuse: () => void;
}

export function useJudging(
  rows: Rows,
  where: Where | undefined,
  marked: MarkedRows,
  row: Detection | undefined,
): JudgingMany {
  const { t } = useLingui();
  const { judge, judgeAll, undo, redo, ...others } = useVerdicts(rows);
  const [asked, setAsked] = useState<Asked>();
  const words = useVerdictWords();
  const undoKey = useSettings(({ settings }) => keysOf("detections.undo", settings)[0] ?? "");
  const key = shown(undoKey);
  const loaded = rows.rows.filter(({ detectionId }) => isMarked(marked, detectionId));
  const number = markedOf(marked, rows.total);
  /** One step at a time: the last one is not known before it ends. */
  const isBusy = (): boolean => {
    if (useMany.getState().underway === undefined) return false;
    tell({ text: t`Another step is under way. Wait for its end, or stop it.` });
    return true;
  };
  /** Takes away what was told of the last step: it is not true once that is taken back. */
  const news = useRef<() => void>(undefined);
  const told = (verdict: Verdict, { count: kept, notes, stopped, batchId }: KeptMany): void => {
    const word = words[verdict];
    const shownCount = count(kept);
    const left = notes.map((note) => noteSaid(note).said).join(" ");
    const what = plural(kept, {
      one: `# detection is marked now: ${word}.`,
      other: `${shownCount} detections are marked now: ${word}.`,
    });
    const back = batchId === undefined ? "" : t`${key} takes it back.`;
    const begun = stopped ? t`Stopped.` : "";
    const text = [begun, what, left, back].filter((each) => each !== "").join(" ");
    news.current = tell({ text });
  };
  return {
    ...others,
    asked,
    judgeOne: (its, verdict) => {
      judge([its], verdict);
    },
    judge: (verdict) => {
      if (number === 0) {
        if (row === undefined) return "nothing";
        if (rows.waiting !== "answer") judge([row], verdict);
        return "row";
      }
      if (rows.waiting === "answer" || where === undefined) return "marked";
      if (number <= SCREEN && loaded.length === number) judge(loaded, verdict);
      else if (!isBusy()) {
        const ids = [...marked.ids];
        const many = marked.all
          ? { where, except: ids }
          : { where: { detectionId: { in: ids } }, except: [] };
        setAsked({ verdict, many, number, exact: !marked.all || rows.totalExact });
      }
      return "marked";
    },
    accept: () => {
      setAsked(undefined);
      if (asked === undefined) return;
      const { verdict, many } = asked;
      const ids = new Set(loaded.map(({ detectionId }) => detectionId));
      void judgeAll(many, ids, verdict).then((kept) => {
        if (kept !== undefined) told(verdict, kept);
      });
    },
    refuse: () => {
      setAsked(undefined);
    },
    undo: () => {
      if (isBusy()) return;
      news.current?.();
      undo();
    },
    redo: () => {
      if (isBusy()) return;
      news.current?.();
      redo();
    },
  };
}
