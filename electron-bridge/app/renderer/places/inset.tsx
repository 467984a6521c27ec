/** Where in the world it is: a small map in the corner, once too little of the land is seen. */
import { Land } from "./land.js";
import { onScreen, type Size, type View, WORLD } from "./mercator.js";

const SIZE: Size = { width: 132, height: 92 };
/** It shows about a continent. */
const SPAN = WORLD / 5;
/** A map that shows more than this is clear by itself: about 12 degrees. */
const CLEAR_SPAN = WORLD / 30;
/** A small map has no room for a smaller one. */
const LEAST_PX = 420;

export function Inset({ view, size }: { view: View; size: Size }): React.JSX.Element | null {
  if (size.width / view.scale > CLEAR_SPAN || size.width < LEAST_PX) return null;
  const around: View = { x: view.x, y: view.y, scale: SIZE.width / SPAN };
  const { x, y } = onScreen(view, around, SIZE);
  return (
    <svg className="map-inset" {...SIZE} aria-hidden="true" focusable="false">
      <Land view={around} size={SIZE} />
      <circle cx={x} cy={y} r={5} />
    </svg>
  );
}
