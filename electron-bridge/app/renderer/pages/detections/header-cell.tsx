/** The head of a column; pressing it orders by the column, and once more turns the order round. */
import { type Column, useColumnNames } from "./columns.js";
import { fieldOf, type Order, ORDERS } from "./question.js";

interface HeaderCellProps {
  name: Column;
  order: Order;
  onOrder: (order: Order) => void;
}

export function HeaderCell({ name, order, onOrder }: HeaderCellProps): React.JSX.Element {
  const text = useColumnNames()[name];
  const ways = ORDERS.filter((each) => fieldOf(each) === name);
  const present = ways.includes(order);
  const sort = !present ? "none" : order.startsWith("-") ? "descending" : "ascending";
  const next = ways.find((each) => each !== order) ?? ways[0];
  const arrow = present ? (order.startsWith("-") ? " ▾" : " ▴") : "";
  return (
    <div
      role="columnheader"
      className={`cell ${name}`}
      {...(ways.length > 0 && { "aria-sort": sort })}
    >
      {next === undefined ? (
        text
      ) : (
        // The menu "Order" beside the filters is the keyboard's way.
        <button
          type="button"
          tabIndex={-1}
          onClick={() => {
            onOrder(next);
          }}
        >
          {text}
          <span aria-hidden="true">{arrow}</span>
        </button>
      )}
    </div>
  );
}
