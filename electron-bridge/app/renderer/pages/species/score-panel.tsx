/** The scores of a species with their verdicts. */
import { Trans, useLingui } from "@lingui/react/macro";
import { csvOf } from "../../plots/csv.js";
import { headed } from "../../plots/framed.js";
import { PRINT } from "../../plots/palette.js";
import { SavePlot } from "../../plots/save.js";
import { fileName } from "../../plots/saved.js";
import {
  drawScores,
  SCORE_HEAD,
  SCORE_HEIGHT,
  scoreRows,
  SCORE_WIDTH,
  type ScoreStep,
} from "../../plots/score-figure.js";
import { Scores, useScoreFigure } from "../../plots/scores.js";
import { detectionsAddress } from "./addresses.js";

interface ScorePanelProps {
  species: string;
  title: string;
  steps: readonly ScoreStep[];
}

export function ScorePanel({ species, title, steps }: ScorePanelProps): React.JSX.Element {
  const { t } = useLingui();
  const figure = useScoreFigure(steps);
  const about = t`detections by score; below: checked ones, right filled, wrong crossed, unsure empty`;
  return (
    <section className="card species-scores" aria-label={t`Scores`}>
      <header>
        <h2>
          <Trans>Scores</Trans>
        </h2>
        <SavePlot
          label={t`Scores`}
          saved={{
            name: fileName("scores", species),
            drawing: () =>
              headed(
                { title, species, about },
                {
                  width: SCORE_WIDTH,
                  height: SCORE_HEIGHT,
                  draw: (pen) => {
                    drawScores(pen, figure, PRINT);
                  },
                },
              ),
            csv: () =>
              csvOf(["Linnet", species, about].join("; "), SCORE_HEAD, scoreRows(species, steps)),
          }}
        />
      </header>
      <Scores
        label={t`Detections of ${title} by score`}
        steps={steps}
        hrefOf={({ low, high }) =>
          detectionsAddress(species, {
            confidence: high >= 1 ? { ge: low } : { ge: low, lt: high },
          })
        }
      />
      <p className="small quiet">
        <Trans>
          Above: detections by score. Below: those that people checked, right ones filled, wrong
          ones crossed, unsure ones empty. A score orders detections; it is no probability.
        </Trans>
      </p>
    </section>
  );
}
