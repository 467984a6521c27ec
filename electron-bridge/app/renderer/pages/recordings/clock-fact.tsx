/** What people have said of the clock: its time zone, and how wrong it was. */
import { useLingui } from "@lingui/react/macro";
import { shiftText, useClocks } from "./clocks.js";
import { FactLine } from "./details.js";
import type { TreeNode } from "./tree.js";

export function ClockFact({ node }: { node: TreeNode }): React.JSX.Element | null {
  const { t } = useLingui();
  const clocks = useClocks();
  const { site, deployment } = node;
  const rule =
    deployment === undefined
      ? clocks.ofSite.get(site?.siteId ?? -1)
      : clocks.ofDeployment.get(deployment.deploymentId);
  const shift = rule?.shiftSeconds ?? null;
  const zone = rule?.timezone ?? null;
  const proposed = site?.proposedTimezones?.[0];
  return (
    <>
      {zone !== null && <FactLine name={t`Time zone`}>{zone}</FactLine>}
      {zone === null && proposed !== undefined && (
        <FactLine name={t`Time zone`}>
          <span className="quiet">{t`not set; ${proposed} is proposed`}</span>
        </FactLine>
      )}
      {shift !== null && shift !== 0 && (
        <FactLine name={t`Clock shift`}>{shiftText(shift)}</FactLine>
      )}
    </>
  );
}
