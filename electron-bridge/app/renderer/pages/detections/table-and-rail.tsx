/** The loaded rows, and beside them the rail of all rows. */
import { useState } from "react";
import { createStore, type StoreApi, useStore } from "zustand";
import { type Marks, placeOfRow, rowOfValue } from "./marks.js";
import { fieldOf, type Order } from "./question.js";
import { Rail } from "./rail.js";
import type { Detection, Rows } from "./rows.js";
import { Table, type TableProps } from "./table.js";

type TableAndRailProps = Omit<TableProps, "onEnd" | "onSeen"> & { marks: Marks | undefined };

export function TableAndRail({ marks, ...props }: TableAndRailProps): React.JSX.Element {
  const { rows } = props;
  const [seen] = useState(() => createStore<Seen>(() => ({ index: 0 })));
  return (
    <div className="table-and-rail">
      <Table
        {...props}
        onSeen={(index) => {
          seen.setState({ index });
        }}
        onEnd={(end) => {
          if (end === "first") rows.go("start");
          else if (marks !== undefined) rows.go(placeOfRow(marks, marks.total - 1));
        }}
      />
      {marks !== undefined && marks.total > 1 && <SeenRail {...props} marks={marks} seen={seen} />}
    </div>
  );
}

/** The row at the top of what is seen, by its place in the loaded rows. */
interface Seen {
  index: number;
}

interface SeenRailProps {
  rows: Rows;
  order: Order;
  marks: Marks;
  seen: StoreApi<Seen>;
}

/** The rail follows the row at the top by itself, so that a step of a scroll draws the table once. */
function SeenRail({ rows, order, marks, seen }: SeenRailProps): React.JSX.Element {
  const index = useStore(seen, (state) => state.index);
  const top = rows.rows[Math.min(index, rows.rows.length - 1)];
  const value = top?.[fieldOf(order) as keyof Detection] ?? null;
  const row = rows.first !== undefined ? rows.first + index : rowOfValue(marks, order, value);
  return <Rail marks={marks} order={order} row={row} onGo={rows.go} />;
}
