/** The outline of land and countries: a coarse one at once, and a finer one when it is looked at closely. */
import { geoMercator, geoPath } from "d3-geo";
import { useEffect, useState } from "react";
import { pointOf, WORLD } from "./mercator.js";
import { type Shape, shapesOf, type Topology } from "./topology.js";

/** A box in units of the map. */
export interface Box {
  west: number;
  east: number;
  north: number;
  south: number;
}

export interface Country extends Box {
  key: string;
  /** As the `d` of a path; drawn when it is first seen. */
  path: () => string;
}

export type Detail = "coarse" | "fine";

const FILES: Record<Detail, () => Promise<{ default: string }>> = {
  coarse: () => import("world-atlas/countries-110m.json?raw"),
  fine: () => import("world-atlas/countries-50m.json?raw"),
};

const drawn = geoPath(
  geoMercator()
    .scale(WORLD / (2 * Math.PI))
    .translate([WORLD / 2, WORLD / 2])
    .precision(0.2),
).digits(2);

const loaded: Partial<Record<Detail, Promise<Country[]>>> = {};

async function load(detail: Detail): Promise<Country[]> {
  const { default: text } = await FILES[detail]();
  return shapesOf(JSON.parse(text) as Topology, "countries").map((shape, at) => {
    let path: string | undefined;
    return {
      ...boxOf(shape),
      key: `${detail} ${String(at)}`,
      path: () => (path ??= drawn(shape) ?? ""),
    };
  });
}

function boxOf({ geometry }: Shape): Box {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const [min, max] = [
    [180, 90],
    [-180, -90],
  ] as const;
  let [west, south, east, north] = [...min, ...max] as [number, number, number, number];
  for (const [x = 0, y = 0] of polygons.flat(2)) {
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  }
  const [low, high] = [
    pointOf({ latitude: south, longitude: west }),
    pointOf({ latitude: north, longitude: east }),
  ];
  return { west: low.x, east: high.x, north: high.y, south: low.y };
}

/** The countries; the coarse ones until the finer ones are there. Undefined before the first. */
export function useWorld(detail: Detail): { countries: Country[] | undefined; failed: boolean } {
  const [known, setKnown] = useState<Partial<Record<Detail, Country[]>>>({});
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let gone = false;
    const asked = (loaded[detail] ??= load(detail));
    asked.then(
      (countries) => {
        if (!gone) setKnown((before) => ({ ...before, [detail]: countries }));
      },
      () => {
        Reflect.deleteProperty(loaded, detail);
        if (!gone) setFailed(true);
      },
    );
    return () => {
      gone = true;
    };
  }, [detail]);
  return { countries: known[detail] ?? known.coarse ?? known.fine, failed };
}

/** Whether two boxes share anything. */
export function meets(one: Box, other: Box): boolean {
  return (
    one.west <= other.east &&
    other.west <= one.east &&
    one.north <= other.south &&
    other.north <= one.south
  );
}
