/** Clips as tiles, in their order; only those near the view are drawn. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from "react";
import { useSteady } from "../ui/steady.js";
import type { Clip } from "./clip.js";
import type { Judge } from "./queue.js";
import { PICTURE, Tile } from "./tile.js";
import { useTileCommands } from "./tile-commands.js";

/** Its picture, and the space between two tiles. */
const TILE_WIDTH = PICTURE.width + 14;
const GAP = 10;
/** The picture, two lines, and a third where tiles say their species. */
const LINE = 22;
const HEIGHT = PICTURE.height + 2 * LINE + 14 + GAP;

export interface ClipsHandle {
  focus: () => void;
}

interface GridProps<Its extends Clip> {
  /** What the clips are, for a screen reader. */
  label: string;
  items: readonly Its[];
  judge: Judge;
  chosen: number | undefined;
  isNamed: boolean;
  onChoose: (item: Its) => void;
  onOpen: () => void;
  onNext: () => void;
  handle: Ref<ClipsHandle>;
}

export function Grid<Its extends Clip>(props: GridProps<Its>): React.JSX.Element {
  const { label, items, judge, chosen, isNamed, onNext, handle } = props;
  const choose = (item: Its | undefined): void => {
    if (item !== undefined) props.onChoose(item);
  };
  const onChoose = useSteady((id: number) => {
    choose(items.find(({ itemId }) => itemId === id));
  });
  const onOpen = useSteady(props.onOpen);
  const grid = useRef<HTMLDivElement>(null);
  useImperativeHandle(handle, () => ({ focus: () => grid.current?.focus() }), []);
  const { columns, room } = useRoom(grid);
  const height = HEIGHT + (isNamed ? LINE : 0);
  const rows = Math.ceil(items.length / columns);
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
  const row = Math.floor(at / columns);
  useEffect(() => {
    if (row >= 0) virtual.scrollToIndex(row, { align: "auto" });
    // Only a newly chosen clip is brought into view, or the one that others now cover.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [chosen, columns, room]);
  const to = (place: number): void => {
    choose(items[Math.max(0, Math.min(items.length - 1, place))]);
  };
  useTileCommands(grid, {
    move: (by) => {
      const screen = Math.max(1, Math.floor((grid.current?.clientHeight ?? 0) / height));
      if ("clips" in by) to(at + by.clips);
      else {
        const step = columns * ("rows" in by ? by.rows : by.screens * screen);
        // In the last row there may be no clip below.
        if (items[at + step] !== undefined || "screens" in by) to(at + step);
      }
    },
    end: (end) => {
      to(end === "first" ? 0 : items.length - 1);
    },
    next: onNext,
    close: () => false,
  });
  return (
    <div
      ref={grid}
      className="tiles"
      role="grid"
      aria-label={label}
      aria-rowcount={rows}
      aria-colcount={columns}
      aria-activedescendant={at < 0 ? undefined : `clip-${String(chosen)}`}
      tabIndex={0}
    >
      <div role="rowgroup" className="tiles-body" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => (
          <div
            key={key}
            role="row"
            aria-rowindex={index + 1}
            className="tiles-row"
            style={{ transform: `translateY(${String(start)}px)`, height: height - GAP }}
          >
            {items.slice(index * columns, (index + 1) * columns).map((item, column) => (
              <Tile
                key={item.itemId}
                item={item}
                number={index * columns + column + 1}
                judge={judge}
                isChosen={item.itemId === chosen}
                isNamed={isNamed}
                column={column + 1}
                onChoose={onChoose}
                onOpen={onOpen}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
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
