/** Recordings: where they were made and when, as folders and sites, a table, a map, or a timeline. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useRef, useState } from "react";
import { SiteMap } from "../../places/map.js";
import { useCommands } from "../../keys/scopes.js";
import { go, keep, useRoute } from "../../routes.js";
import { Failure } from "../../ui/failure.js";
import { Loading } from "../../ui/loading.js";
import { Tabs } from "../../ui/tabs.js";
import { useActs } from "./acts.js";
import { ChangeTrouble } from "./change-trouble.js";
import { type Recordings, useRecordings } from "./chosen.js";
import { useClocks } from "./clocks.js";
import { Details } from "./details.js";
import { EditDialog } from "./edit-dialog.js";
import { FoldersView } from "./folders-view.js";
import { MapView, siteIdOf, useSites } from "./map-view.js";
import { ImportBar } from "./import/import-bar.js";
import { ImportButton } from "./import/import-button.js";
import { addInputs } from "./import/store.js";
import { MissingBar } from "./missing/bar.js";
import { NoRecordings } from "./no-recordings.js";
import { PageHead } from "./page-head.js";
import { PlayedBar } from "./played-bar.js";
import { useTakingOut } from "./remove.js";
import type { Recording } from "./rows.js";
import { playRecording } from "./sounds.js";
import { TableView } from "./table-view.js";
import { TimelineView } from "./timeline-view.js";
import { viewOf, type ViewName } from "./views.js";
import "./recordings.css";

export default function RecordingsPage(): React.JSX.Element {
  const { t } = useLingui();
  const { query } = useRoute();
  const view = viewOf(query.view);
  const recordings = useRecordings();
  const clocks = useClocks();
  const row = useRef<Recording>(undefined);
  const [isEditing, setEditing] = useState(false);
  const acts = useActs(
    recordings,
    () => {
      setEditing(true);
    },
    view === "table" ? { play: () => played(row.current), label: () => labelled(row.current) } : {},
  );
  const takingOut = useTakingOut(recordings, view === "table" ? () => row.current : undefined);
  useViewKeys();
  const { chosen, nodes, total, errors } = recordings;
  const details = (map: boolean): ReactNode =>
    chosen !== undefined && (
      <Details node={chosen} recordings={recordings} acts={acts}>
        {map && <SmallMap recordings={recordings} />}
      </Details>
    );
  const panels: Record<ViewName, () => ReactNode> = {
    folders: () => (
      <div className="recordings-beside">
        <FoldersView recordings={recordings} onOpen={() => acts.open?.()} />
        {details(true)}
      </div>
    ),
    table: () => (
      <TableView
        recordings={recordings}
        onChosen={(chosenRow) => {
          row.current = chosenRow;
        }}
      />
    ),
    map: () => (
      <div className="recordings-beside">
        <MapView recordings={recordings} />
        {details(false)}
      </div>
    ),
    timeline: () => (
      <div className="recordings-beside">
        <TimelineView recordings={recordings} />
        {details(false)}
      </div>
    ),
  };
  const names: Record<ViewName, string> = {
    folders: t`Folders & sites`,
    table: t`Table`,
    map: t`Map`,
    timeline: t`Timeline`,
  };
  const isEmpty = nodes?.length === 0 && total === 0;
  return (
    <div className="recordings-page">
      <PageHead total={total} hours={hoursOf(nodes)}>
        <ImportButton />
      </PageHead>
      <div className="page-body recordings-body">
        <ImportBar />
        <MissingBar isEmpty={total === undefined || total === 0} />
        {errors.map(({ error, again }, at) => (
          <Failure key={at} error={error} action={{ text: t`Try again`, act: again }} />
        ))}
        <ChangeTrouble hidden={isEditing} />
        {recordings.isCut && (
          <p className="small">
            <Trans>There are more sites and deployments than can be listed here.</Trans>
          </p>
        )}
        {nodes === undefined && errors.length === 0 && <Loading />}
        {isEmpty && <NoRecordings onPicked={addInputs} />}
        {nodes !== undefined && !isEmpty && (
          <Tabs
            label={t`Recordings`}
            chosen={view}
            tabs={(Object.keys(names) as ViewName[]).map((id) => ({
              ...{ id, text: names[id] },
              panel: id === view ? panels[id]() : null,
            }))}
            onChange={show}
          />
        )}
        <PlayedBar />
      </div>
      {takingOut}
      {isEditing && chosen !== undefined && (
        <EditDialog
          node={chosen}
          clocks={clocks}
          onClose={() => {
            setEditing(false);
          }}
        />
      )}
    </div>
  );
}

/** Of the whole project; undefined before they are known. */
function hoursOf(nodes: Recordings["nodes"]): number | undefined {
  if (nodes === undefined || nodes.some(({ hours }) => hours === undefined)) return undefined;
  return nodes.reduce((sum, { hours = 0 }) => sum + hours, 0);
}

function labelled(row: Recording | undefined): boolean {
  if (row === undefined) return false;
  go("label", { r: String(row.recordingId) });
  return true;
}

function played(row: Recording | undefined): boolean {
  if (row?.missingSince !== null) return false;
  playRecording(row);
  return true;
}

/** Where the chosen part is, among all sites. */
function SmallMap({ recordings }: { recordings: Recordings }): React.JSX.Element | null {
  const { t } = useLingui();
  const { dots } = useSites(recordings);
  if (dots.length === 0) return null;
  return (
    <div className="details-map">
      <SiteMap
        label={t`Map of the sites`}
        sites={dots}
        chosen={siteIdOf(recordings.chosen)}
        onChoose={(id) => {
          recordings.choose(`site ${String(id)}`);
        }}
      />
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
