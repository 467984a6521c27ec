/** The first decisions of a step: species, verdict, recording and time. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { AnnotationRow } from "@linnet/electron-bridge/generated/contract.js";
import { useRows } from "../../data/answer.js";
import { count, position } from "../../i18n/format.js";
import { SpeciesName } from "../../species/name.js";
import { Failure } from "../../ui/failure.js";
import { FileName } from "../../ui/file-name.js";
import { Loading } from "../../ui/loading.js";

const MOST = 8;

export function StepRows({ batchId }: { batchId: number }): React.JSX.Element | null {
  const { t } = useLingui();
  const { value, error } = useRows({
    select: "annotations",
    where: { batchId },
    orderBy: ["annotationId"],
    limit: MOST,
    total: "exact",
  });
  if (error !== undefined) return <Failure error={error} />;
  if (value === undefined) return <Loading />;
  if (value.rows.length === 0) return null;
  const more = value.total - value.rows.length;
  const number = count(more);
  return (
    <>
      <table className="differences">
        <thead>
          <tr>
            <th scope="col">{t`Species`}</th>
            <th scope="col">{t`Verdict`}</th>
            <th scope="col">{t`Recording`}</th>
          </tr>
        </thead>
        <tbody>
          {value.rows.map((row) => (
            <DecisionRow key={row.annotationId} row={row} />
          ))}
        </tbody>
      </table>
      {more > 0 && (
        <p className="quiet small">
          <Plural value={more} one="and # more" other={`and ${number} more`} />
        </p>
      )}
    </>
  );
}

function DecisionRow({ row }: { row: AnnotationRow }): React.JSX.Element {
  const { t } = useLingui();
  const words = {
    YES: t`Right`,
    NO: t`Wrong`,
    UNSURE: t`Unsure`,
    UNVERIFIED: t`Not checked`,
  };
  const [from, to] = [position(row.start), position(row.end)];
  return (
    <tr>
      <th scope="row">
        {row.species === null ? (
          <Trans>no species</Trans>
        ) : (
          <SpeciesName species={row.species} common={row.common} isInline />
        )}
      </th>
      <td>{words[row.verified]}</td>
      <td>
        <FileName path={row.path} />{" "}
        <span className="quiet small">
          {from}–{to}
        </span>
      </td>
    </tr>
  );
}
