/** Other detections at the same seconds of the same recording, and what was not named there. */
import { Trans } from "@lingui/react/macro";
import { useRows } from "../../data/answer.js";
import { position, score } from "../../i18n/format.js";
import { SpeciesName } from "../../species/name.js";
import { Failure } from "../../ui/failure.js";
import { Loading } from "../../ui/loading.js";
import { NotNamed } from "./not-named.js";
import type { Detection } from "./rows.js";

export function HeardHere({ row }: { row: Detection }): React.JSX.Element {
  return (
    <>
      <Others row={row} />
      <NotNamed row={row} />
    </>
  );
}

function Others({ row }: { row: Detection }): React.JSX.Element {
  const { recordingId, start, end, detectionId } = row;
  const { value, error } = useRows({
    select: "detections",
    where: { recordingId, start: { lt: end }, end: { gt: start } },
    orderBy: ["-confidence"],
    limit: 50,
  });
  if (error !== undefined) return <Failure error={error} />;
  if (value === undefined) return <Loading />;
  const others = value.rows.filter((each) => each.detectionId !== detectionId);
  if (others.length === 0) {
    return (
      <p className="quiet small">
        <Trans>No other detection is kept at these seconds.</Trans>
      </p>
    );
  }
  return (
    <ul className="drawer-list">
      {others.map((each) => (
        <li key={each.detectionId}>
          <span>{score(each.confidence)}</span>
          <span className="grow">
            <SpeciesName species={each.species} common={each.common} />
          </span>
          <span className="quiet small">
            {position(each.start)} · {each.model}
          </span>
        </li>
      ))}
    </ul>
  );
}
