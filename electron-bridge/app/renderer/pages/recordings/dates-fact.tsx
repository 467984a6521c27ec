/** From when to when something was recorded, where there are gaps, and what has no date. */
import { Trans, useLingui } from "@lingui/react/macro";
import { clock } from "../../i18n/format.js";
import { FactLine } from "./details.js";
import type { Fact } from "./facts.js";
import { type Calendar, cellsOf, dateOf, gapsOf, runsOf } from "./spans.js";
import type { TreeNode } from "./tree.js";
import { recordingsText } from "./words.js";

/** More gaps than that are a schedule. */
const MOST_GAPS = 5;

interface DatesFactProps {
  node: TreeNode;
  calendar: Calendar | undefined;
  first: Fact | undefined;
  last: Fact | undefined;
}

export function DatesFact({ node, calendar, first, last }: DatesFactProps): React.JSX.Element {
  const { t } = useLingui();
  const undated = node.deploymentIds.reduce<number>(
    (sum, id) => sum + (calendar?.undated.get(id) ?? 0),
    0,
  );
  const gaps = calendar === undefined ? [] : gapsOf(runsOf(cellsOf(calendar, node.deploymentIds)));
  return (
    <>
      {first?.start != null && last?.start != null && (
        <FactLine name={t`Recorded`}>
          {clock(first.start)} … {clock(last.start)}
        </FactLine>
      )}
      {gaps.length > 0 && (
        <FactLine name={t`Gaps`}>
          <ul className="small">
            {gaps.slice(0, MOST_GAPS).map(({ from, to }) => (
              <li key={from}>
                {from === to - 1
                  ? clock(dateOf(from))
                  : `${clock(dateOf(from))} – ${clock(dateOf(to - 1))}`}
              </li>
            ))}
            {gaps.length > MOST_GAPS && <MoreGaps more={gaps.length - MOST_GAPS} />}
          </ul>
        </FactLine>
      )}
      {undated > 0 && (
        <FactLine name={t`Without a date`}>
          <span className="details-warn">{recordingsText(undated)}</span>
        </FactLine>
      )}
    </>
  );
}

function MoreGaps({ more }: { more: number }): React.JSX.Element {
  return (
    <li className="quiet">
      <Trans>and {more} more</Trans>
    </li>
  );
}
