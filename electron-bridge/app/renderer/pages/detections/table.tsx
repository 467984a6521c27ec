/**
 * The table of detections: our own grid, since a table of react-aria draws every row of its
 * collection. One tab stop; arrows move the chosen row, and the keys of a row are for it.
 */
import { useLingui } from "@lingui/react/macro";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef } from "react";
import { HeaderCell } from "./header-cell.js";
import type { Order } from "./question.js";
import { Row } from "./row.js";
import type { Detection, Rows } from "./rows.js";
import "./table.css";

const ROW_HEIGHT = 56;
/** Rows from the end of what is loaded at which more are asked for. */
const NEAR = 60;

export interface TableHandle {
  focus: () => void;
}

interface TableProps {
  rows: Rows;
  order: Order;
  onOrder: (order: Order) => void;
  chosen: number | undefined;
  marked: ReadonlySet<number>;
  onChoose: (row: Detection, how: "only" | "extend" | "toggle") => void;
  onOpen: () => void;
  handle: Ref<TableHandle>;
}

export function Table(props: TableProps): React.JSX.Element {
  const { rows: answer, order, onOrder, chosen, marked, onChoose, onOpen, handle } = props;
  const { rows, shift, answers, landed, total, totalExact, more, earlier } = answer;
  const { t } = useLingui();
  const grid = useRef<HTMLDivElement>(null);
  useImperativeHandle(handle, () => ({ focus: () => grid.current?.focus() }), []);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => grid.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
    getItemKey: (at) => rows[at]?.detectionId ?? at,
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
    if (rows.length === 0) return;
    if (last > rows.length - NEAR) more();
    else if (first < NEAR) earlier();
  }, [first, last, rows, more, earlier]);

  const at = rows.findIndex(({ detectionId }) => detectionId === chosen);
  const move = (to: number, how: "only" | "extend"): void => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, to))];
    if (row === undefined) return;
    onChoose(row, how);
    virtual.scrollToIndex(rows.indexOf(row), { align: "auto" });
  };
  const screenful = Math.max(1, Math.floor((grid.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.target !== grid.current || event.ctrlKey || event.metaKey || event.altKey) return;
    const steps: Partial<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: screenful,
      PageUp: -screenful,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    move(at < 0 ? 0 : at + step, event.shiftKey ? "extend" : "only");
  };
  return (
    <div
      ref={grid}
      className="table"
      role="grid"
      aria-label={t`Detections`}
      aria-rowcount={totalExact ? total + 1 : -1}
      aria-multiselectable="true"
      aria-activedescendant={at < 0 ? undefined : `detection-${String(chosen)}`}
      aria-busy={answer.waiting === "answer"}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        if (event.target === grid.current && at < 0) move(first, "only");
      }}
    >
      <div className="table-head" role="row" aria-rowindex={1}>
        <HeaderCell name="picture" order={order} onOrder={onOrder} />
        <HeaderCell name="species" order={order} onOrder={onOrder} />
        <HeaderCell name="confidence" order={order} onOrder={onOrder} />
        <HeaderCell name="heardAt" order={order} onOrder={onOrder} />
        <HeaderCell name="site" order={order} onOrder={onOrder} />
        <HeaderCell name="verdictAt" order={order} onOrder={onOrder} />
        <HeaderCell name="model" order={order} onOrder={onOrder} />
      </div>
      <div className="table-body" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, key, start }) => {
          const row = rows[index];
          return row === undefined ? null : (
            <Row
              key={key}
              row={row}
              top={start}
              isChosen={row.detectionId === chosen}
              isMarked={marked.has(row.detectionId)}
              onChoose={onChoose}
              onOpen={onOpen}
            />
          );
        })}
      </div>
    </div>
  );
}
