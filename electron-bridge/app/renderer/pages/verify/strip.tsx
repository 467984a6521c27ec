/** Above the clips: the species that is asked, how far it is judged, and what the verdicts say. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { EstimatedSpecies } from "@linnet/electron-bridge/generated/contract.js";
import type { Answer } from "../../data/answer.js";
import { moreLabels } from "../../estimates/numbers.js";
import { type DrawnUnit, elsewhereSaid, precisionSaid } from "../../estimates/precision.js";
import { withheldSaid } from "../../estimates/withheld.js";
import { count } from "../../i18n/format.js";
import { SpeciesName } from "../../species/name.js";
import { Progress } from "../../ui/progress.js";
import { Said } from "../../ui/said.js";
import { TroubleLine } from "../../ui/trouble.js";
import type { Told } from "./estimate.js";
import type { Counts } from "../../judging/queue.js";

interface StripProps {
  /** Null while the name of the chosen clip may not be seen. */
  species: { species: string; common: string | null } | null;
  counts: Counts;
  estimate: Answer<Told>;
  told: EstimatedSpecies | undefined;
  /** A blind judge looks at no number before the end. */
  isHidden: boolean;
}

export function Strip(props: StripProps): React.JSX.Element {
  const { species, counts, estimate, told, isHidden } = props;
  const { t } = useLingui();
  const { members, judged, skipped } = counts;
  const done = members === 0 ? 0 : (judged + skipped) / members;
  const [number, all] = [count(judged + skipped), count(members)];
  return (
    <section className="verify-strip" aria-label={t`What the verdicts say`}>
      <div className="strip-said">
        {species === null ? (
          <span className="quiet">
            <Trans>name hidden</Trans>
          </span>
        ) : (
          <SpeciesName {...species} isInline />
        )}
        {isHidden ? (
          <span className="quiet">
            <Trans>You judge blind: numbers come once all clips are judged.</Trans>
          </span>
        ) : estimate.error !== undefined ? (
          <span>
            <TroubleLine told={estimate.error} />
          </span>
        ) : (
          told !== undefined && <Precision told={told} unit={estimate.value?.drawnUnit ?? null} />
        )}
      </div>
      <div className="strip-counts small">
        <Progress label={t`Judged`} share={done} text={t`${number} of ${all}`} />
        <CountWords counts={counts} />
      </div>
    </section>
  );
}

function Precision(props: { told: EstimatedSpecies; unit: DrawnUnit }): React.JSX.Element {
  const { told, unit } = props;
  const { withheld, labels } = told;
  const [row] = told.thresholds;
  if (withheld !== null || row === undefined) {
    return <span className="quiet">{withheld !== null && withheldSaid(withheld)}</span>;
  }
  const { precision } = row;
  const there = elsewhereSaid(row);
  const more = precision?.form === "point" ? moreLabels(precision, row.labels) : undefined;
  const shown = more === undefined ? "" : count(more);
  const { waiting } = labels;
  const left = count(labels.left);
  return (
    <>
      <Said as="span" className={precision === null ? "strip-withheld" : "strip-precision"}>
        {precisionSaid(row, unit)}
      </Said>
      {more !== undefined && more > 0 && (
        <span className="quiet small">
          <Trans>to ±5 points: {shown} more</Trans>
        </span>
      )}
      {there !== undefined && <span className="quiet small">{there}</span>}
      {waiting > 0 && (
        <span className="quiet small">
          <Plural
            value={waiting}
            one={`# verdict waits: clips of this batch still to do: ${left}.`}
            other={`# verdicts wait: clips of this batch still to do: ${left}.`}
          />
        </span>
      )}
      {labels.skippedUnits > 0 && <Skips labels={labels} />}
    </>
  );
}

function Skips({ labels }: { labels: EstimatedSpecies["labels"] }): React.JSX.Element {
  const [counted, of] = [count(labels.skippedCounted), count(labels.skippedOf)];
  return (
    <span className="quiet small">
      <Trans>
        Some clips were skipped after their unit was confirmed. Only the first clip of each such
        unit counts ({counted} of {of}).
      </Trans>
    </span>
  );
}

function CountWords({ counts }: { counts: Counts }): React.JSX.Element {
  const { unsure, skipped, waiting } = counts;
  return (
    <span className="quiet">
      <Plural value={waiting} _0="none waits" one="# waits" other="# wait" />
      {unsure > 0 && (
        <>
          {" · "}
          <Plural value={unsure} one="# unsure" other="# unsure" />
        </>
      )}
      {skipped > 0 && (
        <>
          {" · "}
          <Plural value={skipped} one="# skipped" other="# skipped" />
        </>
      )}
    </span>
  );
}
