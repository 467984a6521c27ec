/** Where places lie on the map (Mercator), and which part of the map is seen. */
import type { Coordinates } from "./coordinates.js";

/** Width of the whole world on the map, in units of the map. */
export const WORLD = 8192;

/** Beyond it there is no map. */
const MOST_LATITUDE = 85.05;
const AROUND_M = 40_075_017;

export interface Point {
  x: number;
  y: number;
}

/** The middle of what is seen, in units of the map, and how many pixels a unit has. */
export interface View extends Point {
  scale: number;
}

export interface Size {
  width: number;
  height: number;
}

export const FINEST = 2048;

export function pointOf({ latitude, longitude }: Coordinates): Point {
  const held = Math.max(-MOST_LATITUDE, Math.min(MOST_LATITUDE, latitude));
  const north = Math.asinh(Math.tan((held * Math.PI) / 180));
  return {
    x: (longitude / 360 + 0.5) * WORLD,
    y: (0.5 - north / (2 * Math.PI)) * WORLD,
  };
}

/** The place of a point; rounded to a metre, which is finer than a hand. */
export function coordinatesOf({ x, y }: Point): Coordinates {
  const latitude = (Math.atan(Math.sinh((0.5 - y / WORLD) * 2 * Math.PI)) * 180) / Math.PI;
  const longitude = (x / WORLD - 0.5) * 360;
  const rounded = (value: number): number => Math.round(value * 1e5) / 1e5;
  return {
    latitude: rounded(latitude),
    longitude: rounded(Math.max(-180, Math.min(180, longitude))),
  };
}

/** Pixels from the upper left corner of what is seen. */
export function onScreen(point: Point, view: View, { width, height }: Size): Point {
  return {
    x: (point.x - view.x) * view.scale + width / 2,
    y: (point.y - view.y) * view.scale + height / 2,
  };
}

export function fromScreen(point: Point, view: View, { width, height }: Size): Point {
  return {
    x: (point.x - width / 2) / view.scale + view.x,
    y: (point.y - height / 2) / view.scale + view.y,
  };
}

/** The least scale at which the world fills what is seen from side to side. */
function coarsest({ width, height }: Size): number {
  return Math.max(1, Math.min(width, height * 2)) / WORLD;
}

/** A view that shows something: no farther out than the world, no closer than a walk. */
export function held(view: View, size: Size): View {
  const scale = Math.max(coarsest(size), Math.min(FINEST, view.scale));
  const inside = (value: number): number => Math.max(0, Math.min(WORLD, value));
  return { x: inside(view.x), y: inside(view.y), scale };
}

/** Zoom so that the place under a point of the screen stays there. */
export function zoomed(view: View, size: Size, times: number, at?: Point): View {
  const under = at ?? { x: size.width / 2, y: size.height / 2 };
  const fixed = fromScreen(under, view, size);
  const { scale } = held({ ...view, scale: view.scale * times }, size);
  return held(
    {
      x: fixed.x - (under.x - size.width / 2) / scale,
      y: fixed.y - (under.y - size.height / 2) / scale,
      scale,
    },
    size,
  );
}

/** Of a single place, so much of the world around it is seen: 6 km at the equator. */
const LEAST_SPAN = WORLD * (0.054 / 360);
/** Space at the edges, for dots and names. */
const EDGE_PX = 48;

/** The view that shows all of some points; the world where there are none. */
export function fitted(points: readonly Point[], size: Size): View {
  if (points.length === 0) {
    return held({ x: WORLD / 2, y: WORLD * 0.46, scale: 0 }, size);
  }
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [west, east] = [Math.min(...xs), Math.max(...xs)];
  const [north, south] = [Math.min(...ys), Math.max(...ys)];
  const room = (pixels: number): number => Math.max(pixels / 2, pixels - 2 * EDGE_PX);
  const scale = Math.min(
    room(size.width) / Math.max(east - west, LEAST_SPAN),
    room(size.height) / Math.max(south - north, LEAST_SPAN / 2),
  );
  return held({ x: (west + east) / 2, y: (north + south) / 2, scale }, size);
}

/** The metres of a pixel in the middle of what is seen. */
export function metresPerPixel(view: View): number {
  const { latitude } = coordinatesOf(view);
  return (AROUND_M * Math.cos((latitude * Math.PI) / 180)) / (WORLD * view.scale);
}

/** A round length that fits in so many pixels: 1, 2 or 5 times a power of ten. */
export function roundLength(metres: number): number {
  const power = 10 ** Math.floor(Math.log10(metres));
  return ([5, 2, 1].find((step) => step * power <= metres) ?? 1) * power;
}
