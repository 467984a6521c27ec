/** Which names beside the dots of a map can be read: none lies on another one. */
import type { Point } from "./mercator.js";

const LINE_PX = 16;
const LETTER_PX = 7;
/** More names than that are a wall of text. */
const MOST = 80;

export interface Named extends Point {
  id: number;
  name: string;
  /** Of its dot, in pixels. */
  radius: number;
}

/** Ids of the places whose names are shown; the first ones go before the later, dots before names. */
export function readable(places: readonly Named[]): Set<number> {
  const shown = new Set<number>();
  const taken = places.map(({ x, y, radius }) => ({ left: x - radius, right: x + radius, top: y }));
  for (const { id, name, x, y, radius } of places) {
    if (shown.size === MOST) break;
    const box = { left: x + radius + 1, right: x + radius + 6 + name.length * LETTER_PX, top: y };
    const free = taken.every(
      (other) =>
        box.left > other.right || other.left > box.right || Math.abs(box.top - other.top) > LINE_PX,
    );
    if (!free) continue;
    taken.push(box);
    shown.add(id);
  }
  return shown;
}
