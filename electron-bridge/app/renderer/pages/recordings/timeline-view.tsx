/** When each site or deployment recorded: a bar for each day, so that gaps are seen. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";
import { count, length } from "../../i18n/format.js";
import { keep, useRoute } from "../../routes.js";
import { Button } from "../../ui/button.js";
import { Empty } from "../../ui/empty.js";
import { Loading } from "../../ui/loading.js";
import { Select } from "../../ui/select.js";
import { spanText } from "./axis.js";
import type { Recordings } from "./chosen.js";
import { useNodeName } from "./names.js";
import { type Calendar, type Cell, cellsOf } from "./spans.js";
import { Timeline } from "./timeline.js";
import type { TreeNode } from "./tree.js";
import "./timeline.css";

const KINDS = ["site", "deployment"] as const;

export interface Line {
  node: TreeNode;
  cells: Cell[];
}

export function TimelineView({ recordings }: { recordings: Recordings }): React.JSX.Element {
  const { t } = useLingui();
  const { query } = useRoute();
  const { byId, calendar } = recordings;
  const kind = KINDS.find((each) => each === query.by) ?? "site";
  const [seen, setSeen] = useState<{ node: TreeNode; cell: Cell }>();
  const lines = useMemo(() => linesOf(byId, calendar, kind), [byId, calendar, kind]);
  if (calendar === undefined) return <Loading />;
  const undated = [...calendar.undated.values()].reduce((sum, each) => sum + each, 0);
  return (
    <div className="recordings-view column">
      <div className="recordings-toolbar">
        <Select
          label={t`A line for each`}
          value={kind}
          choices={[
            { value: "site", text: t`Site` },
            { value: "deployment", text: t`Deployment` },
          ]}
          onChange={(by) => {
            keep({ by });
          }}
        />
        <p className="timeline-legend small">
          <span className="timeline-key analysed" aria-hidden="true" /> <Trans>analysed</Trans>
          <span className="timeline-key" aria-hidden="true" /> <Trans>recorded</Trans>
        </p>
        <span className="grow" />
        {seen !== undefined && <Seen {...seen} />}
      </div>
      {lines.length === 0 ? (
        <Empty
          title={t`No day is known`}
          reason={t`No recording of the project has a date, so there is no timeline.`}
        />
      ) : (
        <Timeline lines={lines} recordings={recordings} onSeen={setSeen} />
      )}
      {calendar.step !== "date" && (
        <p className="small quiet">
          {calendar.step === "week" ? (
            <Trans>There are very many days, so a bar is a week.</Trans>
          ) : (
            <Trans>There are very many days, so a bar is a month.</Trans>
          )}
        </p>
      )}
      {undated > 0 && <Undated undated={undated} />}
    </div>
  );
}

function linesOf(
  byId: Recordings["byId"],
  calendar: Calendar | undefined,
  kind: (typeof KINDS)[number],
): Line[] {
  if (calendar === undefined) return [];
  return [...byId.values()]
    .filter((node) => node.kind === kind || node.kind === "loose")
    .map((node) => ({ node, cells: cellsOf(calendar, node.deploymentIds) }))
    .filter(({ cells }) => cells.length > 0);
}

function Undated({ undated }: { undated: number }): React.JSX.Element {
  const shown = count(undated);
  return (
    <p className="small timeline-undated">
      <Plural
        value={undated}
        one="# recording has no date, and is not on the timeline."
        other={`${shown} recordings have no date, and are not on the timeline.`}
      />{" "}
      <Button
        variant="quiet"
        onPress={() => {
          keep({ view: "table", f: "undated", at: undefined }, { replace: false });
        }}
      >
        <Trans>Show</Trans>
      </Button>
    </p>
  );
}

/** What lies under the pointer. */
function Seen({ node, cell }: { node: TreeNode; cell: Cell }): React.JSX.Element {
  const nameOf = useNodeName();
  const [name, span, hours] = [nameOf(node), spanText(cell), length(cell.hours * 3600)];
  const { recordings } = cell;
  const shown = count(recordings);
  return (
    <p className="small">
      <bdi>{name}</bdi> · {span} · {hours} ·{" "}
      <Plural value={recordings} one="# recording begins" other={`${shown} recordings begin`} />
    </p>
  );
}
