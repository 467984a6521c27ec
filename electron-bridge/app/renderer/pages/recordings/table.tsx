/** The table of recordings: rows by cursor, one tab stop; arrows move the chosen row. */
import { useLingui } from "@lingui/react/macro";
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useCallback, useEffect, useLayoutEffect, useRef } from "react";
import { useSteady } from "../../ui/steady.js";
import { CellText, useColumnNames } from "./columns.js";
import { useListCommands } from "./list-commands.js";
import { fieldOf, type Order, ORDERS, turned } from "./question.js";
import type { Recording, Rows } from "./rows.js";
import { type Column, COLUMNS, LEAST_WIDTH, NUMBERS, TEMPLATE } from "./widths.js";
import "./table.css";

const ROW_HEIGHT = 44;
const HEAD_HEIGHT = 34;
/** Rows from the end of what is loaded at which more are asked for. */
const NEAR = 60;

interface TableProps {
  rows: Rows;
  order: Order;
  onOrder: (order: Order) => void;
  chosen: number | undefined;
  onChoose: (row: Recording) => void;
}

export function Table({
  rows: answer,
  order,
  onOrder,
  chosen,
  ...props
}: TableProps): React.JSX.Element {
  const { rows, shift, first: number, answers, landed, total, totalExact } = answer;
  const { more, earlier, waiting } = answer;
  const { t } = useLingui();
  const onChoose = useSteady(props.onChoose);
  const grid = useRef<HTMLDivElement>(null);
  // A new function would have the places of all rows computed again, at each step of a scroll.
  const getItemKey = useCallback((at: number) => rows[at]?.recordingId ?? at, [rows]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => grid.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
    getItemKey,
  });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  // Rows that came before, or left there, must not move what the person looks at.
  useLayoutEffect(() => {
    if (shift !== 0 && grid.current !== null) grid.current.scrollTop += shift * ROW_HEIGHT;
  }, [shift, rows]);
  useLayoutEffect(() => {
    if (grid.current !== null) grid.current.scrollTop = landed * ROW_HEIGHT;
  }, [answers, landed]);
  useEffect(() => {
    if (rows.length === 0 || waiting !== undefined) return;
    if (last > rows.length - NEAR) more();
    else if (first < NEAR) earlier();
  }, [first, last, rows, waiting, more, earlier]);
  useEffect(() => {
    grid.current?.focus({ preventScroll: true });
  }, []);
  const at = rows.findIndex(({ recordingId }) => recordingId === chosen);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: "auto" });
    // Only a newly chosen row is brought into view, not one whose neighbours have come.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [chosen]);
  // The row that a jump led to is the chosen one; a first answer leaves it as it was.
  useEffect(() => {
    const row = rows[landed];
    if (answers > 0 && at < 0 && row !== undefined) onChoose(row);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [answers]);
  useListCommands(grid, {
    move: (way, by) => {
      const height = grid.current?.clientHeight ?? 0;
      const screen = Math.max(1, Math.floor((height - HEAD_HEIGHT) / ROW_HEIGHT) - 1);
      const to = at < 0 ? 0 : at + way * (by === "row" ? 1 : screen);
      const row = rows[Math.max(0, Math.min(rows.length - 1, to))];
      if (row !== undefined) onChoose(row);
    },
    end: answer.go,
  });
  const style = {
    "--columns": TEMPLATE,
    "--least": `${String(LEAST_WIDTH)}px`,
  } as React.CSSProperties;
  return (
    <div
      ref={grid}
      className="recordings-table"
      role="grid"
      style={style}
      aria-label={t`Recordings`}
      aria-rowcount={totalExact ? total + 1 : -1}
      aria-activedescendant={at < 0 ? undefined : `recording-${String(chosen)}`}
      aria-busy={waiting === "answer"}
      tabIndex={0}
    >
      <div className="recordings-head" role="row" aria-rowindex={1}>
        {COLUMNS.map((column) => (
          <HeadCell
            key={column}
            column={column}
            order={order}
            onOrder={(next) => {
              onOrder(next);
              // The keys of a row go on where they were before a head was pressed.
              grid.current?.focus();
            }}
          />
        ))}
      </div>
      <div role="rowgroup" className="recordings-rows" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, key, start }) => {
          const row = rows[index];
          return row === undefined ? null : (
            <Row
              key={key}
              row={row}
              number={number === undefined ? undefined : number + index + 1}
              top={start - HEAD_HEIGHT}
              isChosen={row.recordingId === chosen}
              onChoose={onChoose}
            />
          );
        })}
      </div>
    </div>
  );
}

interface HeadCellProps {
  column: Column;
  order: Order;
  onOrder: (order: Order) => void;
}

function HeadCell({ column, order, onOrder }: HeadCellProps): React.JSX.Element {
  const text = useColumnNames()[column];
  const own = ORDERS.find((each) => each === column);
  const isOrder = fieldOf(order) === column;
  const sort = !isOrder ? "none" : order.startsWith("-") ? "descending" : "ascending";
  const more = NUMBERS.includes(column) ? " number" : "";
  return (
    <div
      role="columnheader"
      className={`recordings-cell${more}`}
      {...(own !== undefined && { "aria-sort": sort })}
    >
      {own === undefined ? (
        text
      ) : (
        // The choice "Order" over the table is the keyboard's way.
        <button
          type="button"
          tabIndex={-1}
          onClick={() => {
            onOrder(isOrder ? turned(order) : own);
          }}
        >
          {text}
          <span aria-hidden="true">{!isOrder ? "" : order.startsWith("-") ? " ▾" : " ▴"}</span>
        </button>
      )}
    </div>
  );
}

interface RowProps {
  row: Recording;
  /** Its number in the whole answer, from 1, where that is known. */
  number: number | undefined;
  top: number;
  isChosen: boolean;
  onChoose: (row: Recording) => void;
}

const Row = memo(function Row({ row, number, top, isChosen, onChoose }: RowProps) {
  return (
    // Keys of the row are the grid's, which has the focus.
    <div
      id={`recording-${String(row.recordingId)}`}
      role="row"
      aria-rowindex={number === undefined ? undefined : number + 1}
      aria-selected={isChosen}
      className={isChosen ? "recordings-row chosen" : "recordings-row"}
      style={{ transform: `translateY(${String(top)}px)` }}
      onMouseDown={(event) => {
        if (event.button === 0) onChoose(row);
      }}
    >
      {COLUMNS.map((column) => (
        <div
          key={column}
          role="gridcell"
          className={`recordings-cell${NUMBERS.includes(column) ? " number" : ""}`}
        >
          <CellText column={column} row={row} />
        </div>
      ))}
    </div>
  );
});
