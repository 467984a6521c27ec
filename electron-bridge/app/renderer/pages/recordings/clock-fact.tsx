/** What people have said of the clock: its time zone, and how wrong it was. */
import { useLingui } from "@lingui/react/macro";
import { NO_BASE, useClockBase } from "./clock-base.js";
import { shiftText, useClocks } from "./clocks.js";
import { FactLine } from "./details.js";
import type { TreeNode } from "./tree.js";

export function ClockFact({ node }: { node: TreeNode }): React.JSX.Element | null {
  const { t } = useLingui();
  const clocks = useClocks();
  const { site, deployment } = node;
  const base = useClockBase(node, clocks) ?? NO_BASE;
  const rule =
    deployment === undefined
      ? clocks.ofSite.get(site?.siteId ?? -1)
      : clocks.ofDeployment.get(deployment.deploymentId);
  const own = rule?.shiftSeconds ?? null;
  const shift = own ?? base.shift;
  const zone = rule?.timezone ?? base.timezone;
  const proposed = site?.proposedTimezones?.[0];
  const { folder } = base;
  return (
    <>
      {zone !== null && <FactLine name={t`Time zone`}>{zone}</FactLine>}
      {zone === null && proposed !== undefined && (
        <FactLine name={t`Time zone`}>
          <span className="quiet">{t`not set; ${proposed} is proposed`}</span>
        </FactLine>
      )}
      {shift !== null && shift !== 0 && (
        <FactLine name={t`Clock shift`}>
          {shiftText(shift)}
          {own === null && folder !== null && (
            <span className="quiet small">{t`, of the folder ${folder}`}</span>
          )}
        </FactLine>
      )}
      {own === null && base.isMixed && (
        <FactLine name={t`Clock shift`}>
          <span className="quiet">{t`its folders have shifts of their own`}</span>
        </FactLine>
      )}
    </>
  );
}
