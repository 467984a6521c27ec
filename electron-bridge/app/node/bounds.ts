/** Where a window stands, and whether it can be seen there. */

export interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Whether enough of a window's title lies on a screen to be taken hold of. */
export function isSeen({ x, y, width }: Bounds, area: Bounds): boolean {
  const wide = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
  return wide >= 100 && y >= area.y - 8 && y < area.y + area.height - 32;
}

export function boundsOf({ x, y, width, height }: Bounds): Bounds {
  return { x, y, width, height };
}
