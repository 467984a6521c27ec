/** How several tiles are chosen: Shift with arrows or a click, Ctrl with a click, a drag, all. */
import { type PointerEvent, useRef } from "react";
import type { Clip } from "./clip.js";

export interface Tiles {
  items: readonly Clip[];
  /** How many clips of the list come before these. */
  first: number;
  /** The place of the clip in hand; -1: none. */
  at: number;
  columns: number;
  marked: ReadonlySet<number>;
  onChoose: (item: Clip) => void;
  /** Choose clips together; one of them is in hand. */
  onMark: (ids: ReadonlySet<number>, item: Clip) => void;
}

export interface Marking {
  /** Choose the clip at a place alone. */
  to: (place: number) => void;
  /** Choose all from where the choice began up to a place. */
  extend: (place: number) => void;
  all: () => void;
  onPointerDown: (event: PointerEvent) => void;
  onPointerMove: (event: PointerEvent) => void;
}

export function useMarking(tiles: Tiles): Marking {
  const { items, first, at, columns, marked, onChoose, onMark } = tiles;
  const anchor = useRef<number>(undefined);
  const drag = useRef<{ from: number; to: number }>(undefined);
  const inside = (place: number): number => Math.max(0, Math.min(items.length - 1, place));
  const to = (place: number): void => {
    const item = items[inside(place)];
    if (item !== undefined) onChoose(item);
  };
  const mark = (places: (place: number) => boolean, place: number): void => {
    const item = items[place];
    const chosen = items.filter((_, each) => places(each));
    if (item !== undefined) onMark(new Set(chosen.map(({ itemId }) => itemId)), item);
  };
  const extend = (wanted: number): void => {
    const place = inside(wanted);
    const began = marked.size > 1 ? items.findIndex(isOf(anchor.current)) : at;
    const from = began < 0 ? place : began;
    anchor.current = items[from]?.itemId;
    mark(between(from, place), place);
  };
  const toggle = (place: number): void => {
    const item = items[place];
    if (item === undefined) return;
    const hand = items[at];
    const ids = new Set(marked.size > 1 ? marked : hand && [hand.itemId]);
    if (!ids.delete(item.itemId)) ids.add(item.itemId);
    const left = ids.has(item.itemId) ? item : items.find(({ itemId }) => ids.has(itemId));
    anchor.current = left?.itemId;
    if (left !== undefined) onMark(ids, left);
  };
  return {
    ...{ to, extend },
    all: () => {
      anchor.current = items[0]?.itemId;
      mark(() => true, inside(at));
    },
    onPointerDown: (event) => {
      const place = placeOf(event);
      if (place === undefined) return;
      const isPlain = event.button !== 0 || event.pointerType === "touch";
      if (event.shiftKey && !isPlain) extend(place);
      else if ((event.ctrlKey || event.metaKey) && !isPlain) toggle(place);
      else {
        to(place);
        // Of a touch, a move scrolls.
        drag.current = isPlain ? undefined : { from: place, to: place };
      }
    },
    onPointerMove: (event) => {
      if ((event.buttons & 1) === 0) drag.current = undefined;
      const place = placeOf(event);
      const dragged = drag.current;
      if (dragged === undefined || place === undefined || place === dragged.to) return;
      dragged.to = place;
      anchor.current = items[dragged.from]?.itemId;
      mark(rectangle(dragged.from, place, columns, first), place);
    },
  };
}

/** The place of the tile under the pointer. */
function placeOf({ target }: PointerEvent): number | undefined {
  const tile = target instanceof Element ? target.closest<HTMLElement>("[data-place]") : null;
  return tile === null ? undefined : Number(tile.dataset.place);
}

const isOf =
  (id: number | undefined) =>
  ({ itemId }: Clip): boolean =>
    itemId === id;

const between =
  (one: number, other: number) =>
  (place: number): boolean =>
    (place - one) * (place - other) <= 0;

/** The places of the rectangle between two tiles. */
function rectangle(
  one: number,
  other: number,
  columns: number,
  first: number,
): (place: number) => boolean {
  const row = (place: number): number => Math.floor((first + place) / columns);
  const column = (place: number): number => (first + place) % columns;
  const isRow = between(row(one), row(other));
  const isColumn = between(column(one), column(other));
  return (place) => isRow(row(place)) && isColumn(column(place));
}
