/** The sites on the map: each can be pressed within 24 pixels, and dragged where it may be moved. */
import { memo, type PointerEvent, useRef } from "react";
import { readable } from "./labels.js";
import { onScreen, type Point, pointOf, type Size, type View } from "./mercator.js";
import type { MapSite } from "./map.js";

/** Half of what can be pressed, however small the dot is. */
const TARGET_PX = 12;
const DOT_PX = 6;
const MOST_PX = 26;
/** A hand that presses moves so far. */
const STILL_PX = 4;

export interface MapSitesProps {
  sites: readonly MapSite[];
  view: View;
  size: Size;
  chosen: number | undefined;
  onChoose: (id: number) => void;
  /** While it is dragged, and once it is left there; undefined: sites cannot be moved. */
  onDrag: ((id: number, at: Point, isOver: boolean) => void) | undefined;
}

interface Placed extends Point {
  site: MapSite;
  radius: number;
}

export function MapSites(props: MapSitesProps): React.JSX.Element {
  const { sites, view, size, chosen, onChoose, onDrag } = props;
  const most = Math.max(0, ...sites.map(({ value }) => value ?? 0));
  const placed = sites
    .map((site) => {
      return { site, ...onScreen(pointOf(site), view, size), radius: radiusOf(site, most) };
    })
    .filter(({ x, y, radius }) => {
      const [right, down] = [size.width + radius, size.height + radius];
      return x > -radius && y > -radius && x < right && y < down;
    })
    // Small circles lie on large ones, and the chosen one on all.
    .sort((one, other) => rank(one) - rank(other) || other.radius - one.radius);
  const names = readable(
    placed.toReversed().map(({ site: { id, name }, x, y, radius }) => ({ id, name, x, y, radius })),
  );
  function rank({ site }: Placed): number {
    return site.id === chosen ? 1 : 0;
  }
  return (
    <g>
      {placed.map((each) => (
        <SiteDot
          key={each.site.id}
          {...each}
          isNamed={names.has(each.site.id)}
          isChosen={each.site.id === chosen}
          onChoose={onChoose}
          onDrag={onDrag}
        />
      ))}
    </g>
  );
}

/** Its area follows the value, as eyes compare circles. */
function radiusOf({ value }: MapSite, most: number): number {
  if (value === undefined || value === null || value === 0 || most === 0) return DOT_PX;
  return DOT_PX + (MOST_PX - DOT_PX) * Math.sqrt(value / most);
}

interface SiteDotProps extends Placed {
  isNamed: boolean;
  isChosen: boolean;
  onChoose: (id: number) => void;
  onDrag: MapSitesProps["onDrag"];
}

const SiteDot = memo(function SiteDot(props: SiteDotProps) {
  const { site, x, y, radius, isNamed, isChosen, onChoose, onDrag } = props;
  const { id, name, value, title = name } = site;
  const began = useRef<Point>(undefined);
  const isDragged = useRef(false);
  const kind = value === null ? " unknown" : value === 0 ? " none" : "";
  const middle = (event: PointerEvent): Point => {
    const { x: fromX = 0, y: fromY = 0 } = began.current ?? {};
    return { x: x + event.clientX - fromX, y: y + event.clientY - fromY };
  };
  return (
    <g
      className={`map-site${kind}${isChosen ? " chosen" : ""}${onDrag ? " moves" : ""}`}
      data-site={id}
      transform={`translate(${String(Math.round(x))} ${String(Math.round(y))})`}
      onPointerDown={(event) => {
        // The map itself stays where it is.
        event.stopPropagation();
        if (event.button !== 0) return;
        onChoose(id);
        began.current = { x: event.clientX, y: event.clientY };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (began.current === undefined || onDrag === undefined) return;
        const { x: fromX, y: fromY } = began.current;
        const far = Math.hypot(event.clientX - fromX, event.clientY - fromY) > STILL_PX;
        if (!isDragged.current && !far) return;
        isDragged.current = true;
        onDrag(id, middle(event), false);
        began.current = { x: event.clientX, y: event.clientY };
      }}
      onPointerUp={(event) => {
        if (isDragged.current) onDrag?.(id, middle(event), true);
        began.current = undefined;
        isDragged.current = false;
      }}
    >
      <title>{title}</title>
      <circle className="map-target" r={Math.max(TARGET_PX, radius)} />
      {isChosen && <circle className="map-ring" r={radius + 4} />}
      <circle className="map-dot" r={radius} />
      {(isNamed || isChosen) && (
        <text x={radius + 6} y={5}>
          {name}
        </text>
      )}
    </g>
  );
});
