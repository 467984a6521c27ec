/** Detections by score, with verdicts: bars that are links, one of them the tab stop. */
import { useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";
import { count, score } from "../i18n/format.js";
import { Painted } from "./painted.js";
import {
  drawScores,
  SCORE_HEIGHT,
  SCORE_WIDTH,
  type ScoreFigure,
  type ScoreStep,
  stepRect,
} from "./score-figure.js";
import "./scores.css";

interface ScoresProps {
  label: string;
  steps: readonly ScoreStep[];
  /** The address of the detections of a step. */
  hrefOf: (step: ScoreStep) => string;
}

export function useScoreFigure(steps: readonly ScoreStep[]): ScoreFigure {
  const { t } = useLingui();
  const labels = { all: t`most in a step:`, judged: t`checked, most:` };
  return { steps, words: { score, count }, labels };
}

export function Scores({ label, steps, hrefOf }: ScoresProps): React.JSX.Element {
  const { t } = useLingui();
  const [stop, setStop] = useState(0);
  const figure = useScoreFigure(steps);
  const drawing = useMemo(
    () => ({ width: SCORE_WIDTH, height: SCORE_HEIGHT, draw: drawScores, figure }),
    // The words change with the language, which draws the whole page again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [steps],
  );
  const move = (event: React.KeyboardEvent<HTMLElement>): void => {
    const links = [...event.currentTarget.querySelectorAll("a")];
    const at = links.findIndex((each) => each === document.activeElement);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: links.length - 1 }[event.key];
    if (to === undefined || event.altKey) return;
    event.preventDefault();
    links[to]?.focus();
  };
  return (
    <div className="scores-plot" role="grid" aria-label={label} onKeyDown={move}>
      <Painted drawing={drawing} />
      <div role="row">
        {steps.map((step, at) => {
          const { x: left, y: top, ...size } = stepRect(at, steps.length);
          const [from, to, all] = [score(step.low), score(step.high), count(step.all)];
          const [right, wrong, unsure] = [step.right, step.wrong, step.unsure].map(count);
          const text = t`${from} to ${to}: ${all} detections, ${right} right, ${wrong} wrong, ${unsure} unsure`;
          return (
            <span key={step.low} role="gridcell">
              <a
                href={hrefOf(step)}
                aria-label={text}
                title={text}
                tabIndex={at === stop ? 0 : -1}
                style={{ left, top, ...size }}
                onFocus={() => {
                  setStop(at);
                }}
              />
            </span>
          );
        })}
      </div>
    </div>
  );
}
