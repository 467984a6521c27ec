/**
 * An offline map of sites, with the outline of the land under them.
 *
 *     <SiteMap label={t`Sites`} sites={sites} chosen={id} onChoose={setId} />
 *
 * `sites` have their coordinates; those without any belong into the list that stands beside the
 * map, which is also the way of the keyboard and of a screen reader to each site. With `value`s
 * (such as detections per hour listened) a site is a circle whose area follows its value; 0 is an
 * empty circle ("none"), and null a dashed one ("not recorded"). `title` is what a dot says when
 * the pointer rests on it. With `onMove`, a site can be dragged, or moved by Shift and the arrows;
 * what comes back in `sites` is drawn, so the owner shows the new place at once.
 *
 * Give it a parent of a definite height; it fills it. It is drawn as SVG alone, in the colours of
 * the theme.
 */
import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useMemo, useRef, useState } from "react";
import { distance } from "../i18n/format.js";
import { Button } from "../ui/button.js";
import type { Coordinates } from "./coordinates.js";
import { Inset } from "./inset.js";
import { Land } from "./land.js";
import { useMapCommands } from "./map-commands.js";
import { MapSites } from "./map-sites.js";
import {
  coordinatesOf,
  fromScreen,
  metresPerPixel,
  onScreen,
  type Point,
  pointOf,
  roundLength,
  type View,
} from "./mercator.js";
import { useView } from "./use-view.js";
import "./map.css";

export interface MapSite extends Coordinates {
  id: number;
  name: string;
  /** Undefined: a plain dot. Null: nothing is known of it, such as where nobody recorded. */
  value?: number | null;
  title?: string;
}

interface SiteMapProps {
  label: string;
  sites: readonly MapSite[];
  chosen?: number | undefined;
  onChoose?: (id: number) => void;
  onMove?: ((id: number, to: Coordinates) => void) | undefined;
}

/** A site on its way to another place. */
interface Moved {
  id: number;
  to: Coordinates;
  /** Moved by keys: Enter leaves it there. */
  byKeys: boolean;
}

const ZOOM = 1.6;

export function SiteMap(props: SiteMapProps): React.JSX.Element {
  const { label, sites, chosen, onChoose, onMove } = props;
  const { t } = useLingui();
  const area = useRef<HTMLDivElement>(null);
  const [moved, setMoved] = useState<Moved>();
  const points = useMemo(() => sites.map(pointOf), [sites]);
  const { view, size, zoom, pan, all, show, dragging } = useView(area, points);
  const drawn = moved === undefined ? sites : sites.map((each) => ofMove(each, moved));
  const place = (id: number, at: Point, isOver: boolean): void => {
    const to = coordinatesOf(fromScreen(at, view, size));
    // What is seen stays, though the sites' places change.
    pan(0, 0);
    setMoved(isOver ? undefined : { id, to, byKeys: false });
    if (isOver) onMove?.(id, to);
  };
  const shift = (right: number, down: number): boolean => {
    const site = drawn.find(({ id }) => id === chosen);
    if (site === undefined || onMove === undefined) return false;
    const { x, y } = onScreen(pointOf(site), view, size);
    const to = coordinatesOf(fromScreen({ x: x + right, y: y + down }, view, size));
    pan(0, 0);
    setMoved({ id: site.id, to, byKeys: true });
    return true;
  };
  useMapCommands(area, { zoom, pan, all, shift, leave: moved?.byKeys === true && leave });
  function leave(isKept: boolean): void {
    if (isKept && moved !== undefined) onMove?.(moved.id, moved.to);
    setMoved(undefined);
  }
  const site = sites.find(({ id }) => id === chosen);
  useEffect(() => {
    if (site !== undefined) show(pointOf(site));
    // Only a newly chosen site is brought into view.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [chosen]);
  return (
    <div className="map">
      <div
        ref={area}
        className="map-area"
        role="application"
        aria-label={label}
        aria-roledescription={t`Map`}
        tabIndex={0}
      >
        <svg
          width={size.width}
          height={size.height}
          viewBox={`0 0 ${String(size.width)} ${String(size.height)}`}
          aria-hidden="true"
          focusable="false"
          {...dragging}
        >
          <Land view={view} size={size} />
          <MapSites
            sites={drawn}
            view={view}
            size={size}
            chosen={chosen}
            onChoose={(id) => onChoose?.(id)}
            onDrag={onMove && place}
          />
        </svg>
        <Inset view={view} size={size} />
        <Scale view={view} />
        {moved !== undefined && <MovedWords moved={moved} />}
      </div>
      <div className="map-buttons" role="group" aria-label={t`Part of the map`}>
        <Button
          aria-label={t`Zoom in`}
          onPress={() => {
            zoom(ZOOM);
          }}
        >
          +
        </Button>
        <Button
          aria-label={t`Zoom out`}
          onPress={() => {
            zoom(1 / ZOOM);
          }}
        >
          −
        </Button>
        <Button onPress={all}>
          <Trans>All sites</Trans>
        </Button>
      </div>
    </div>
  );
}

function ofMove(site: MapSite, { id, to }: Moved): MapSite {
  return site.id === id ? { ...site, ...to } : site;
}

/** The longest round length that fits. */
const SCALE_PX = 110;

function Scale({ view }: { view: View }): React.JSX.Element {
  const one = metresPerPixel(view);
  const metres = roundLength(one * SCALE_PX);
  return (
    <span className="map-scale small" style={{ width: metres / one }} aria-hidden="true">
      {distance(metres)}
    </span>
  );
}

function MovedWords({ moved: { to, byKeys } }: { moved: Moved }): React.JSX.Element {
  const [latitude, longitude] = [to.latitude.toFixed(5), to.longitude.toFixed(5)];
  return (
    <p className="map-moved small">
      <span>
        {latitude}, {longitude}
      </span>
      {byKeys && (
        <Trans>
          <kbd>Enter</kbd> leaves the site here, <kbd>Esc</kbd> where it was.
        </Trans>
      )}
    </p>
  );
}
