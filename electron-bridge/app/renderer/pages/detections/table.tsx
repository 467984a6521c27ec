/**
 * The table of detections: our own grid, since a table of react-aria draws every row of its
 * collection. One tab stop; arrows move the chosen row, and the keys of a row are for it.
 */
import { useLingui } from "@lingui/react/macro";
import { useVirtualizer } from "@tanstack/react-virtual";
import {
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from "react";
import { useSteady } from "../../ui/steady.js";
import { type Column, leastWidth, template } from "./columns.js";
import { useGridCommands } from "./grid-commands.js";
import { HeaderCell } from "./header-cell.js";
import { isMarked, type MarkedRows } from "./marked.js";
import type { Order } from "./question.js";
import { Row, type RowMenuState } from "./row.js";
import type { Detection, Rows } from "./rows.js";
import "./table.css";

const ROW_HEIGHT = 56;
const HEAD_HEIGHT = 34;
/** Rows from the end of what is loaded at which more are asked for. */
const NEAR = 60;

export interface TableHandle {
  focus: () => void;
}

export interface TableProps {
  rows: Rows;
  order: Order;
  onOrder: (order: Order) => void;
  columns: readonly Column[];
  chosen: number | undefined;
  marked: MarkedRows;
  menu: RowMenuState;
  onChoose: (row: Detection, how: "only" | "extend" | "toggle") => void;
  onOpen: () => void;
  /** Esc: what lies beside the table goes away. */
  onLeave: () => void;
  /** To the first row of the whole answer, or to its last. */
  onEnd: (end: "first" | "last") => void;
  /** The row at the top of what is seen, by its place in the loaded rows. */
  onSeen: (index: number) => void;
  handle: Ref<TableHandle>;
}

export function Table(props: TableProps): React.JSX.Element {
  const { rows: answer, order, onOrder, columns, chosen, marked, menu, handle } = props;
  const { rows, shift, first: firstNumber, answers, landed, total, totalExact } = answer;
  const { more, earlier, waiting } = answer;
  const onChoose = useSteady(props.onChoose);
  const onOpen = useSteady(props.onOpen);
  const onSeen = useSteady(props.onSeen);
  const { t } = useLingui();
  const grid = useRef<HTMLDivElement>(null);
  useImperativeHandle(handle, () => ({ focus: () => grid.current?.focus() }), []);
  // A new function would have the places of all rows computed again, at each step of a scroll.
  const getItemKey = useCallback((at: number) => rows[at]?.detectionId ?? at, [rows]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => grid.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
    getItemKey,
  });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  const top = Math.max(0, Math.round((virtual.scrollOffset ?? 0) / ROW_HEIGHT));

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
    onSeen(top);
  }, [top, onSeen]);

  const at = rows.findIndex(({ detectionId }) => detectionId === chosen);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: "auto" });
    // Only a newly chosen row is brought into view, not one whose neighbours have come.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [chosen, answers]);
  useGridCommands(grid, {
    move: (way, step, how) => {
      const height = grid.current?.clientHeight ?? 0;
      const screen = Math.max(1, Math.floor((height - HEAD_HEIGHT) / ROW_HEIGHT) - 1);
      const to = at < 0 ? top : at + way * (step === "row" ? 1 : screen);
      const row = rows[Math.max(0, Math.min(rows.length - 1, to))];
      if (row !== undefined) onChoose(row, how);
    },
    end: props.onEnd,
    menu: () => {
      menu.onOpen(at >= 0);
    },
    close: props.onLeave,
  });
  // The keys of a row go on where they were before a head was pressed.
  const orderBy = (next: Order): void => {
    onOrder(next);
    grid.current?.focus();
  };
  const onMenu = useSteady((row: Detection) => {
    onChoose(row, "only");
    menu.onOpen(true);
  });
  const style = {
    "--columns": template(columns),
    "--least": `${String(leastWidth(columns))}px`,
  } as React.CSSProperties;
  return (
    <div
      ref={grid}
      className="table"
      role="grid"
      style={style}
      aria-label={t`Detections`}
      aria-rowcount={totalExact ? total + 1 : -1}
      aria-multiselectable="true"
      aria-activedescendant={at < 0 ? undefined : `detection-${String(chosen)}`}
      aria-busy={waiting === "answer"}
      tabIndex={0}
    >
      <div className="table-head" role="row" aria-rowindex={1}>
        {columns.map((column) => (
          <HeaderCell key={column} name={column} order={order} onOrder={orderBy} />
        ))}
        <div role="columnheader" className="cell">
          <span className="unseen">{t`Menu`}</span>
        </div>
      </div>
      <div className="table-body" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, key, start }) => {
          const row = rows[index];
          return row === undefined ? null : (
            <Row
              key={key}
              row={row}
              number={firstNumber === undefined ? undefined : firstNumber + index + 1}
              top={start - HEAD_HEIGHT}
              columns={columns}
              isMarked={isMarked(marked, row.detectionId)}
              menu={row.detectionId === chosen ? menu : undefined}
              onChoose={onChoose}
              onOpen={onOpen}
              onMenu={onMenu}
            />
          );
        })}
      </div>
    </div>
  );
}
