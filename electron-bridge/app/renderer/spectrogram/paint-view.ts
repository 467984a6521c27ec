/** Paints the part of a recording that is in view from the pictures that are here. */
import type { Size } from "./boxes.js";
import type { Painted } from "./messages.js";
import type { Tile } from "./tiles.js";
import type { TileStore } from "./tile-store.js";
import type { Viewport } from "./viewport.js";
import type { Look } from "./pictures.js";

/** From so many points a column on, columns are drawn as they are, since a blur would hide them. */
const SHARP = 4;

/** Paint the tiles; the answer is how many stand in their own picture, with all of its windows. */
export function paintView(
  context: CanvasRenderingContext2D,
  size: Size,
  view: Viewport,
  tiles: readonly Tile[],
  store: TileStore<Painted, Look>,
): number {
  context.clearRect(0, 0, size.width, size.height);
  let own = 0;
  for (const tile of tiles) {
    const kept = store.get(tile);
    if (kept !== undefined) {
      if (!kept.isQuick) own++;
      paintPart(context, size, view, tile, tile, kept.content);
      continue;
    }
    const parent = store.coarser(tile);
    if (parent !== undefined) paintPart(context, size, view, tile, parent.tile, parent.content);
  }
  return own;
}

/** Paint the time of `tile` from a picture of `of`, which holds it. */
function paintPart(
  context: CanvasRenderingContext2D,
  size: Size,
  view: Viewport,
  tile: Tile,
  of: Tile,
  { picture }: Painted,
): void {
  const start = Math.max(tile.start, of.start, view.from);
  const end = Math.min(tile.end, of.end, view.from + view.seconds);
  const low = Math.max(of.lowHz, view.lowHz);
  const high = Math.min(of.highHz, view.highHz);
  if (end <= start || high <= low) return;
  const columns = picture.width / (of.end - of.start);
  const rows = picture.height / (of.highHz - of.lowHz);
  const points = size.width / view.seconds;
  const lines = size.height / (view.highHz - view.lowHz);
  context.imageSmoothingEnabled = points < SHARP * columns;
  // Whole points: between two pictures, halves of points would show as a seam.
  const left = Math.round((start - view.from) * points);
  const right = Math.round((end - view.from) * points);
  context.drawImage(
    picture,
    (start - of.start) * columns,
    (of.highHz - high) * rows,
    (end - start) * columns,
    (high - low) * rows,
    left,
    (view.highHz - high) * lines,
    Math.max(1, right - left),
    (high - low) * lines,
  );
}
