/** Recordings: where they were made and when, as folders and sites, a table, a map, or a timeline. */
import { useLingui } from "@lingui/react/macro";
import { useCommands } from "../../keys/scopes.js";
import { keep, useRoute } from "../../routes.js";
import { Empty } from "../../ui/empty.js";
import { Tabs } from "../../ui/tabs.js";
import { PageHead } from "./page-head.js";
import { viewOf, type ViewName } from "./views.js";
import "./recordings.css";

export default function RecordingsPage(): React.JSX.Element {
  const { t } = useLingui();
  const { query } = useRoute();
  const chosen = viewOf(query.view);
  useViewKeys();
  const nothing = (
    <Empty
      title={t`No recordings yet`}
      reason={t`Recordings of a card or a folder are listed here, by site and by date.`}
    />
  );
  const names: Record<ViewName, string> = {
    folders: t`Folders & sites`,
    table: t`Table`,
    map: t`Map`,
    timeline: t`Timeline`,
  };
  return (
    <div className="recordings-page">
      <PageHead />
      <div className="page-body recordings-body">
        <Tabs
          label={t`Recordings`}
          chosen={chosen}
          tabs={Object.entries(names).map(([id, text]) => ({
            id: id as ViewName,
            text,
            panel: nothing,
          }))}
          onChange={show}
        />
      </div>
    </div>
  );
}

function show(view: ViewName): void {
  keep({ view });
}

function useViewKeys(): void {
  const shows = (view: ViewName) => () => {
    show(view);
  };
  useCommands({
    "recordings.folders": shows("folders"),
    "recordings.table": shows("table"),
    "recordings.map": shows("map"),
    "recordings.timeline": shows("timeline"),
  });
}
