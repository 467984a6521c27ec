/** Verdicts on many rows: asked once, and seen while they are stored. */
import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useAnswer } from "../../data/answer.js";
import { count } from "../../i18n/format.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Failure } from "../../ui/failure.js";
import { Progress } from "../../ui/progress.js";
import type { Asked, JudgingMany } from "./judging.js";
import { countMany, useMany } from "./many.js";
import { useVerdictWords } from "../../ui/verdict.js";
import type { Verdict } from "../../data/verdict.js";
import "./judge-many.css";

export function JudgeMany({ judging }: { judging: JudgingMany }): React.JSX.Element {
  const { asked, accept, refuse } = judging;
  return (
    <>
      <Underway />
      {asked !== undefined && <Question asked={asked} onAccept={accept} onClose={refuse} />}
    </>
  );
}

interface QuestionProps {
  asked: Asked;
  onAccept: () => void;
  onClose: () => void;
}

function Question({ asked, onAccept, onClose }: QuestionProps): React.JSX.Element {
  const { t } = useLingui();
  const { verdict, many, number, exact } = asked;
  const { value, error } = useAnswer(JSON.stringify(many), (signal) => countMany(many, signal));
  const known = value?.count ?? number;
  const figure = count(known);
  const words = value === undefined && !exact ? t`more than ${figure}` : figure;
  return (
    <Dialog
      role="alertdialog"
      title={question(verdict, known, words)}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button variant="primary" autoFocus isDisabled={known === 0} onPress={onAccept}>
            <Trans>Yes, all of them</Trans>
          </Button>
        </>
      }
    >
      {error !== undefined && <Failure error={error} />}
      <p className="quiet">
        {known === 0 ? (
          <Trans>None of them matches the filters any more.</Trans>
        ) : (
          <Trans>
            Verdicts that some of them have already are replaced. It is one step of the history,
            which can be undone as a whole.
          </Trans>
        )}
      </p>
    </Dialog>
  );
}

function question(verdict: Verdict, number: number, words: string): string {
  const questions: Record<Verdict, string> = {
    right: plural(number, {
      one: "Mark # detection as right?",
      other: `Mark ${words} detections as right?`,
    }),
    wrong: plural(number, {
      one: "Mark # detection as wrong?",
      other: `Mark ${words} detections as wrong?`,
    }),
    unsure: plural(number, {
      one: "Mark # detection as unsure?",
      other: `Mark ${words} detections as unsure?`,
    }),
    none: plural(number, {
      one: "Clear the verdict of # detection?",
      other: `Clear the verdicts of ${words} detections?`,
    }),
  };
  return questions[verdict];
}

/** The step that is being stored or taken back; the table stays in use. */
function Underway(): React.JSX.Element | null {
  const { t } = useLingui();
  const words = useVerdictWords();
  const underway = useMany((state) => state.underway);
  if (underway === undefined) return null;
  const { verdict, done, total, stop } = underway;
  const [sofar, all] = [count(done), count(total)];
  const word = verdict === undefined ? undefined : words[verdict as Verdict];
  return (
    <div className="judge-many">
      <span>{word === undefined ? t`Taking back` : t`Marking: ${word}`}</span>
      <Progress
        label={t`Detections`}
        share={total === 0 ? null : done / total}
        {...(total > 0 && { text: t`${sofar} of ${all}` })}
      />
      <Button variant="quiet" onPress={stop}>
        <Trans>Stop</Trans>
      </Button>
    </div>
  );
}
