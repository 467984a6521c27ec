/** Clips as tiles, in their order; only those near the view are drawn, and several can be chosen. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from "react";
import { useSteady } from "../ui/steady.js";
import type { Clip } from "./clip.js";
import { type Looks, usualLook } from "./looks.js";
import type { Judge } from "./queue.js";
import { PICTURE, Tile } from "./tile.js";
import { type By, useMarkCommands, useTileCommands } from "./tile-commands.js";
import { useMarking } from "./use-marking.js";

/** Its picture, and the space between two tiles. */
const TILE_WIDTH = PICTURE.width + 14;
const GAP = 10;
/** So many clips before the last loaded one, more are asked for. */
const NEAR = 100;
/** The picture, two lines, and a third where tiles say their species. */
const LINE = 22;
const HEIGHT = PICTURE.height + 2 * LINE + 14 + GAP;

export interface ClipsHandle {
  focus: () => void;
}

interface GridProps {
  /** What the clips are, for those who do not see them. */
  label: string;
  items: readonly Clip[];
  /** How many clips of the list come before these, which are not loaded now. */
  first?: number;
  /** Clips at one end of these are looked at, or those at the very start are wanted. */
  onLoad?: (what: "next" | "previous" | "start") => void;
  judge: Judge;
  lookOf?: Looks["of"];
  chosen: number | undefined;
  /** Those that are chosen together. */
  marked: ReadonlySet<number>;
  isNamed: boolean;
  onChoose: (item: Clip) => void;
  onMark: (ids: ReadonlySet<number>, item: Clip) => void;
  onOpen: () => void;
  onNext: () => void;
  /** False where there is nothing to leave. */
  onClose: () => boolean;
  handle: Ref<ClipsHandle>;
}

export function Grid(props: GridProps): React.JSX.Element {
  const { label, items, judge, lookOf = usualLook, chosen, marked, isNamed } = props;
  const { first = 0, onChoose, onLoad, onNext, handle } = props;
  const onOpen = useSteady(props.onOpen);
  const grid = useRef<HTMLDivElement>(null);
  useImperativeHandle(handle, () => ({ focus: () => grid.current?.focus() }), []);
  const { columns, room } = useRoom(grid);
  const areCompared = items.some(({ people }) => people !== undefined);
  const height = HEIGHT + (isNamed ? LINE : 0) + (areCompared ? LINE : 0);
  const rows = Math.ceil((first + items.length) / columns);
  const virtual = useVirtualizer({
    count: rows,
    getScrollElement: () => grid.current,
    estimateSize: () => height,
    overscan: 2,
    paddingStart: GAP,
    scrollPaddingStart: GAP,
    scrollPaddingEnd: GAP,
  });
  useLayoutEffect(() => {
    virtual.measure();
  }, [virtual, height]);
  const at = items.findIndex(({ itemId }) => itemId === chosen);
  const row = at < 0 ? -1 : Math.floor((first + at) / columns);
  useEffect(() => {
    if (row >= 0) virtual.scrollToIndex(row, { align: "auto" });
    // Only a newly chosen clip is brought into view, or the one that others now cover.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [chosen, columns, room]);
  const seen = virtual.getVirtualItems();
  const [from, to] = [(seen[0]?.index ?? 0) * columns, ((seen.at(-1)?.index ?? 0) + 1) * columns];
  const [isStart, isEnd] = [from < first, to + NEAR > first + items.length];
  useEffect(() => {
    if (isStart) onLoad?.("previous");
    if (isEnd) onLoad?.("next");
  }, [isStart, isEnd, items, onLoad]);
  const marking = useMarking({
    ...{ items, first, at, columns, marked, onChoose, onMark: props.onMark },
  });
  /** Where a step leads; undefined: there is no clip, such as below the last row. */
  const placeBy = (by: By): number | undefined => {
    if ("clips" in by) return at + by.clips;
    const screen = Math.max(1, Math.floor((grid.current?.clientHeight ?? 0) / height));
    const place = at + columns * ("rows" in by ? by.rows : by.screens * screen);
    return items[place] !== undefined || "screens" in by ? place : undefined;
  };
  const moving = (go: (place: number) => void) => (by: By) => {
    const place = placeBy(by);
    if (place !== undefined) go(place);
  };
  useTileCommands(grid, {
    move: moving(marking.to),
    end: (end) => {
      if (end === "first" && first > 0) onLoad?.("start");
      else marking.to(end === "first" ? 0 : items.length - 1);
    },
    next: onNext,
    close: props.onClose,
  });
  useMarkCommands(grid, { move: moving(marking.extend), all: marking.all });
  return (
    <div
      ref={grid}
      className="tiles"
      role="grid"
      aria-label={label}
      aria-multiselectable="true"
      aria-rowcount={rows}
      aria-colcount={columns}
      aria-activedescendant={at < 0 ? undefined : `clip-${String(chosen)}`}
      tabIndex={0}
      onPointerDown={marking.onPointerDown}
      onPointerMove={marking.onPointerMove}
    >
      <div role="rowgroup" className="tiles-body" style={{ height: virtual.getTotalSize() }}>
        {seen.map(({ index, key, start }) => (
          <div
            key={key}
            role="row"
            aria-rowindex={index + 1}
            className="tiles-row"
            style={{ transform: `translateY(${String(start)}px)`, height: height - GAP }}
          >
            {placesOf(index, columns, first).map((place, column) => {
              const item = items[place];
              return item === undefined ? (
                place < 0 && <div key={place} role="gridcell" className="tile-away" />
              ) : (
                <Tile
                  key={item.itemId}
                  item={item}
                  place={place}
                  first={first}
                  judge={judge}
                  look={lookOf(item.species)}
                  isChosen={item.itemId === chosen}
                  isMarked={marked.has(item.itemId)}
                  isNamed={isNamed}
                  column={column + 1}
                  onOpen={onOpen}
                />
              );
            })}
          </div>
        ))}
      </div>
    </div>
  );
}

/** The places of a row's clips among those that are loaded; below 0, they are not. */
function placesOf(row: number, columns: number, first: number): number[] {
  return Array.from({ length: columns }, (_, column) => row * columns + column - first);
}

/** How many tiles lie side by side, and how high the room for them is. */
function useRoom(grid: React.RefObject<HTMLElement | null>): { columns: number; room: number } {
  const [columns, setColumns] = useState(4);
  const [room, setRoom] = useState(0);
  useLayoutEffect(() => {
    const element = grid.current;
    if (element === null) return;
    const measure = (): void => {
      const { paddingLeft, paddingRight } = getComputedStyle(element);
      const width = element.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
      setRoom(element.clientHeight);
      setColumns(Math.max(1, Math.floor((width + GAP) / (TILE_WIDTH + GAP))));
    };
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => {
      watch.disconnect();
    };
  }, [grid]);
  return { columns, room };
}
