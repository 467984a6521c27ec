/** The detections that match, counted by species, site or day; each row opens as a filter. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useRows } from "../../data/answer.js";
import { clock, count, score } from "../../i18n/format.js";
import { SpeciesName } from "../../species/name.js";
import { Failure } from "../../ui/failure.js";
import { Loading } from "../../ui/loading.js";
import type { Condition, Where } from "./question.js";
import "./groups.css";

export const GROUPS = ["species", "site", "date"] as const;
export type Group = (typeof GROUPS)[number];

interface GroupsProps {
  where: Where;
  by: Group;
  onOpen: (field: Group, condition: Condition) => void;
}

export function Groups({ where, by, onOpen }: GroupsProps): React.JSX.Element {
  const { t } = useLingui();
  const names: Record<Group, string> = { species: t`Species`, site: t`Site`, date: t`Day` };
  const { value, error } = useRows({ select: "counts", by: [by], where });
  if (error !== undefined) return <Failure error={error} />;
  if (value === undefined) return <Loading />;
  // All groups are in one answer, so the page may put the largest first.
  const rows = [...value.rows].sort((one, other) =>
    by === "date"
      ? String(one.date).localeCompare(String(other.date))
      : (other.detections ?? 0) - (one.detections ?? 0),
  );
  const move = (event: React.KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const all = [...event.currentTarget.querySelectorAll("button")];
    const at = all.findIndex((each) => each === document.activeElement);
    all[at + step]?.focus();
  };
  return (
    <div className="groups" onKeyDown={move}>
      <table>
        <thead>
          <tr>
            <th scope="col">{names[by]}</th>
            <th scope="col" className="number">
              <Trans>Detections</Trans>
            </th>
            <th scope="col" className="number">
              <Trans>Recordings</Trans>
            </th>
            <th scope="col" className="number">
              <Trans>Right</Trans>
            </th>
            <th scope="col" className="number">
              <Trans>Best score</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={String(row[by])}>
              <th scope="row">
                <button
                  type="button"
                  // One tab stop; arrows go from row to row.
                  tabIndex={at === 0 ? 0 : -1}
                  autoFocus={at === 0}
                  onClick={() => {
                    onOpen(by, [row[by]]);
                  }}
                >
                  {row[by] === null ? (
                    <span className="quiet">{t`unknown`}</span>
                  ) : by === "species" ? (
                    <SpeciesName species={String(row.species)} common={row.common} />
                  ) : by === "date" ? (
                    clock(String(row.date))
                  ) : (
                    row.site
                  )}
                </button>
              </th>
              <td className="number">{count(row.detections ?? 0)}</td>
              <td className="number">{row.recordings == null ? "–" : count(row.recordings)}</td>
              <td className="number">{row.confirmed == null ? "–" : count(row.confirmed)}</td>
              <td className="number">{row.maxScore == null ? "–" : score(row.maxScore)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
