/** All that models and people have said of the box of a detection, the newest first. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useRows } from "../../data/answer.js";
import { clock } from "../../i18n/format.js";
import { SpeciesName } from "../../species/name.js";
import { Failure } from "../../ui/failure.js";
import { Loading } from "../../ui/loading.js";
import type { Detection } from "./rows.js";
import { verdictOf } from "../../data/verdict.js";
import { Verdict } from "../../ui/verdict.js";

export function History({ row }: { row: Detection }): React.JSX.Element {
  const { t } = useLingui();
  const { value, error } = useRows({
    select: "annotations",
    where: { regionId: row.regionId },
    orderBy: ["-annotationId"],
    limit: 50,
  });
  if (error !== undefined) return <Failure error={error} />;
  if (value === undefined) return <Loading />;
  const decisions = value.rows.filter(({ labeler, isHuman }) => labeler !== null && isHuman !== 0);
  if (decisions.length === 0) {
    return (
      <p className="quiet small">
        <Trans>Nobody has judged this detection yet.</Trans>
      </p>
    );
  }
  return (
    <ul className="drawer-list">
      {decisions.map((each) => (
        <li key={each.annotationId}>
          <Verdict verdict={verdictOf(each)} by={null} correctedTo={null} />
          <span className="grow">
            <SpeciesName species={each.species ?? t`no species`} common={each.common} />
            <span className="small">{each.comment}</span>
          </span>
          <span className="quiet small">
            {each.labeler}
            {each.annotatedAt !== null && ` · ${clock(each.annotatedAt.slice(0, 16))}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
