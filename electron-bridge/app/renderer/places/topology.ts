/** Reads shapes out of a TopoJSON file, in which neighbours share the arcs between them. */
import type { Feature, MultiPolygon, Polygon, Position } from "geojson";

type Arcs = number[][];

interface Geometry {
  type?: string | null;
  arcs?: Arcs | Arcs[];
}

export interface Topology {
  /** Whole numbers, each the difference to the one before. */
  arcs: [number, number][][];
  transform: { scale: [number, number]; translate: [number, number] };
  objects: Record<string, { geometries: Geometry[] }>;
}

export type Shape = Feature<Polygon | MultiPolygon>;

/** The shapes of one object of a topology, such as "countries". */
export function shapesOf(topology: Topology, name: string): Shape[] {
  const arcs = topology.arcs.map((arc) => placed(arc, topology.transform));
  const ring = (numbers: readonly number[]): Position[] => {
    const points = numbers.map((at) => (at < 0 ? arcs[~at]?.toReversed() : arcs[at]) ?? []);
    // Each arc begins where the one before ends.
    return points.flatMap((part, at) => (at === 0 ? part : part.slice(1)));
  };
  const polygon = (rings: Arcs): Position[][] => rings.map(ring);
  return (topology.objects[name]?.geometries ?? []).flatMap(({ type, arcs: parts = [] }) => {
    if (type !== "Polygon" && type !== "MultiPolygon") return [];
    const geometry =
      type === "Polygon"
        ? ({ type, coordinates: polygon(parts as Arcs) } as const)
        : ({ type, coordinates: (parts as Arcs[]).map(polygon) } as const);
    return [{ type: "Feature", properties: null, geometry }];
  });
}

function placed(arc: [number, number][], { scale, translate }: Topology["transform"]): Position[] {
  let [x, y] = [0, 0];
  return arc.map(([right, up]) => {
    x += right;
    y += up;
    return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
  });
}
