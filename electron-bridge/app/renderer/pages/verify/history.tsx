/** What people have said of the sound of a clip, the newest first. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useRows } from "../../data/answer.js";
import { verdictOf } from "../../data/verdict.js";
import { clock } from "../../i18n/format.js";
import { SpeciesName } from "../../species/name.js";
import { Failure } from "../../ui/failure.js";
import { Loading } from "../../ui/loading.js";
import { Verdict } from "../../ui/verdict.js";
import type { Item } from "./items.js";

export function History({ item }: { item: Item }): React.JSX.Element | null {
  const { t } = useLingui();
  const { recordingId, start, end } = item;
  const { value, error } = useRows(
    recordingId === null
      ? undefined
      : {
          select: "annotations",
          where: { recordingId, start: { lt: end }, end: { gt: start }, isHuman: 1 },
          orderBy: ["-annotationId"],
          limit: 50,
        },
  );
  if (recordingId === null) return null;
  if (error !== undefined) return <Failure error={error} />;
  if (value === undefined) return <Loading />;
  if (value.rows.length === 0) {
    return (
      <p className="quiet small">
        <Trans>Nobody has judged this sound yet.</Trans>
      </p>
    );
  }
  return (
    <ul className="said-list">
      {value.rows.map((each) => (
        <li key={each.annotationId}>
          <Verdict verdict={verdictOf(each)} by={null} correctedTo={null} />
          <span className="grow">
            <SpeciesName species={each.species ?? t`no species`} common={each.common} isInline />
            {each.comment !== null && <span className="small"> {each.comment}</span>}
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
