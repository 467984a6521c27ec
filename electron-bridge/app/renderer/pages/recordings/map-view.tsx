/** The sites on a map, beside their list, which is the keyboard's way to each of them. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";
import { ListBox, ListBoxItem } from "react-aria-components";
import type { Coordinates } from "../../places/coordinates.js";
import { type MapSite, SiteMap } from "../../places/map.js";
import { Empty } from "../../ui/empty.js";
import { changePlaces } from "./change-places.js";
import type { Recordings } from "./chosen.js";
import { useNodeName } from "./names.js";
import type { TreeNode } from "./tree.js";
import { useChanges } from "./undo.js";
import { recordingsText } from "./words.js";

/** A site that was moved, until the catalog tells its place. */
interface Moved extends Coordinates {
  id: number;
  /** What the catalog told before. */
  nodes: unknown;
  /** Undefined until it is stored. */
  batchId: number | undefined;
}

/** The sites of the project, those with coordinates as dots of a map. */
export function useSites(recordings: Recordings): {
  sites: TreeNode[];
  dots: MapSite[];
  move: (id: number, to: Coordinates) => void;
} {
  const { t } = useLingui();
  const nameOf = useNodeName();
  const { byId, nodes } = recordings;
  const [moved, setMoved] = useState<Moved>();
  const sites = useMemo(() => [...byId.values()].filter(({ kind }) => kind === "site"), [byId]);
  const isMade = useChanges(
    ({ made }) =>
      moved?.batchId === undefined || made.some((each) => each.batchId === moved.batchId),
  );
  const present = moved?.nodes === nodes && isMade ? moved : undefined;
  const dots = useMemo(
    () =>
      sites.flatMap((node): MapSite[] => {
        const { siteId: id = 0, latitude = null, longitude = null } = node.site ?? {};
        const name = nameOf(node);
        if (present?.id === id) {
          return [{ id, name, latitude: present.latitude, longitude: present.longitude }];
        }
        return latitude === null || longitude === null ? [] : [{ id, name, latitude, longitude }];
      }),
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [sites, present],
  );
  const move = (id: number, { latitude, longitude }: Coordinates): void => {
    const site = byId.get(`site ${String(id)}`);
    if (site === undefined) return;
    const there = { id, latitude, longitude, nodes };
    setMoved({ ...there, batchId: undefined });
    const name = nameOf(site);
    const request = { sites: [{ siteId: id, latitude, longitude }] };
    void changePlaces(request, t`${name} is at another place now.`).then((batchId) => {
      setMoved(batchId === undefined ? undefined : { ...there, batchId });
    });
  };
  return { sites, dots, move };
}

export function siteIdOf(node: TreeNode | undefined): number | undefined {
  return node?.site?.siteId ?? node?.deployment?.siteId ?? undefined;
}

export function MapView({ recordings }: { recordings: Recordings }): React.JSX.Element {
  const { t } = useLingui();
  const nameOf = useNodeName();
  const { chosen, choose } = recordings;
  const { sites, dots, move } = useSites(recordings);
  const placed = new Set(dots.map(({ id }) => id));
  const without = sites.filter(({ site }) => !placed.has(site?.siteId ?? 0)).length;
  if (sites.length === 0) {
    return (
      <Empty
        title={t`No sites yet`}
        reason={t`A site is where a recorder stands. The import makes sites from the names of folders.`}
      />
    );
  }
  return (
    <div className="recordings-view">
      <div className="site-list">
        <ListBox
          aria-label={t`Sites`}
          className="site-names"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={chosen?.kind === "site" ? [chosen.id] : []}
          onSelectionChange={(keys) => {
            const [id] = keys === "all" ? [] : keys;
            if (id !== undefined) choose(String(id));
          }}
          // Space plays, as on the whole page; arrows choose.
          selectionBehavior="replace"
        >
          {sites.map((node) => (
            <ListBoxItem key={node.id} id={node.id} textValue={nameOf(node)} className="option">
              <span>{nameOf(node)}</span>{" "}
              <span className="quiet small">
                {placed.has(node.site?.siteId ?? 0)
                  ? recordingsText(node.recordings)
                  : t`no coordinates`}
              </span>
            </ListBoxItem>
          ))}
        </ListBox>
        {without > 0 && (
          <p className="small quiet">
            <Trans>A site without coordinates gets them by Edit.</Trans>
          </p>
        )}
      </div>
      <div className="map-beside">
        <SiteMap
          label={t`Map of the sites`}
          sites={dots}
          chosen={siteIdOf(chosen)}
          onChoose={(id) => {
            choose(`site ${String(id)}`);
          }}
          onMove={move}
        />
        <p className="small quiet">
          <Trans>
            Drag a site to its place. By keys: choose it in the list, then go to the map and press
            Shift and an arrow.
          </Trans>
        </p>
      </div>
    </div>
  );
}
