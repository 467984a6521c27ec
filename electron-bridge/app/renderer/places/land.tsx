/** The land under the sites: only what is seen of it is drawn. */
import { useLingui } from "@lingui/react/macro";
import { memo } from "react";
import { fromScreen, type Size, type View, WORLD } from "./mercator.js";
import { type Country, meets, useWorld } from "./world.js";

/** From here on the coarse outline would be seen as such: a window of about 40 degrees. */
const FINE_SPAN = WORLD / 9;

interface LandProps {
  view: View;
  size: Size;
}

export function Land({ view, size }: LandProps): React.JSX.Element {
  const { t } = useLingui();
  const isFine = size.width / view.scale < FINE_SPAN;
  const { countries, failed } = useWorld(isFine ? "fine" : "coarse");
  const [from, to] = [
    fromScreen({ x: 0, y: 0 }, view, size),
    fromScreen({ x: size.width, y: size.height }, view, size),
  ];
  const seen = { west: from.x, east: to.x, north: from.y, south: to.y };
  const [x, y] = [size.width / 2 - view.x * view.scale, size.height / 2 - view.y * view.scale];
  return (
    <>
      <g
        className="map-land"
        transform={`translate(${String(x)} ${String(y)}) scale(${String(view.scale)})`}
        strokeWidth={1 / view.scale}
      >
        {countries
          ?.filter((each) => meets(each, seen))
          .map((each) => (
            <Outline key={each.key} country={each} />
          ))}
      </g>
      {failed && (
        <text className="map-failed" x={12} y={24}>
          {t`The outline of the land could not be read.`}
        </text>
      )}
    </>
  );
}

const Outline = memo(function Outline({ country }: { country: Country }) {
  return <path d={country.path()} />;
});
