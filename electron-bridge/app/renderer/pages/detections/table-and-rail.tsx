/** The loaded rows, and beside them the rail of all rows. */
import { useState } from "react";
import { type Marks, placeOfRow, rowOfValue } from "./marks.js";
import { fieldOf } from "./question.js";
import { Rail } from "./rail.js";
import type { Detection } from "./rows.js";
import { Table, type TableProps } from "./table.js";

type TableAndRailProps = Omit<TableProps, "onEnd" | "onSeen"> & { marks: Marks | undefined };

export function TableAndRail({ marks, ...props }: TableAndRailProps): React.JSX.Element {
  const { rows, order } = props;
  const [seen, setSeen] = useState(0);
  const top = rows.rows[Math.min(seen, rows.rows.length - 1)];
  const value = top?.[fieldOf(order) as keyof Detection] ?? null;
  const topRow =
    rows.first !== undefined ? rows.first + seen : marks && rowOfValue(marks, order, value);
  return (
    <div className="table-and-rail">
      <Table
        {...props}
        onSeen={setSeen}
        onEnd={(end) => {
          if (end === "first") rows.go("start");
          else if (marks !== undefined) rows.go(placeOfRow(marks, marks.total - 1));
        }}
      />
      {marks !== undefined && marks.total > 1 && (
        <Rail marks={marks} order={order} row={topRow} onGo={rows.go} />
      )}
    </div>
  );
}
