/** What else scored high at the seconds of a row, and why it is no detection there. */
import { Trans, useLingui } from "@lingui/react/macro";
import type { Explained } from "@linnet/electron-bridge/generated/contract.js";
import { useAnswer } from "../../data/answer.js";
import { call } from "../../data/call.js";
import { score } from "../../i18n/format.js";
import { SpeciesName } from "../../species/name.js";
import { Failure } from "../../ui/failure.js";
import type { Detection } from "./rows.js";

/** So many of the best are asked for; those that are detections stand above. */
const BEST = 8;

export function NotNamed({ row }: { row: Detection }): React.JSX.Element | null {
  const { detectionId } = row;
  const { value, error } = useAnswer(
    `explain ${String(detectionId)}`,
    (signal) => call("explain", { detectionId, k: BEST }, { signal }),
    ["detections"],
  );
  if (error !== undefined) return <Failure error={error} />;
  if (value === undefined) return null;
  const dropped = value.species.filter((each) => each.dropped.length > 0);
  return (
    <section className="drawer-dropped">
      <h4>
        <Trans>Not named here</Trans>
      </h4>
      {dropped.length === 0 ? (
        <p className="quiet small">
          {value.said === null ? (
            <Trans>No other species scored high.</Trans>
          ) : (
            <Trans>Its scores cannot be computed again: they are not stored.</Trans>
          )}
        </p>
      ) : (
        <ul className="drawer-list">
          {dropped.map((each) => (
            <Dropped key={each.species} species={each} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Dropped({ species: each }: { species: Explained }): React.JSX.Element {
  const { t } = useLingui();
  const least = score(each.threshold);
  const words: Record<Explained["dropped"][number], string> = {
    list: t`not on the list of species`,
    place: t`not expected here`,
    threshold: t`below the threshold ${least}`,
    topK: t`others scored higher`,
  };
  return (
    <li>
      <span>{score(each.score)}</span>
      <span className="grow">
        <SpeciesName species={each.species} common={each.common} />
      </span>
      <span className="quiet small">{each.dropped.map((why) => words[why]).join(", ")}</span>
    </li>
  );
}
