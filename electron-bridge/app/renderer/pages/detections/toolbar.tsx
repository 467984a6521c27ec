/** Over the table: filters, the scores, the order. */
import { useLingui } from "@lingui/react/macro";
import type { PageError } from "../../data/call.js";
import { Select } from "../../ui/select.js";
import { Chips } from "./chips.js";
import type { Filters, Order } from "./question.js";
import { Scores } from "./scores.js";
import { SearchField } from "./search-field.js";
import "./toolbar.css";

interface ToolbarProps {
  filters: Filters;
  order: Order;
  onFilters: (filters: Filters) => void;
  onOrder: (order: Order) => void;
  /** What the page says already, and the scores need not say again. */
  told: PageError | undefined;
  onLeave: () => void;
}

export function Toolbar(props: ToolbarProps): React.JSX.Element {
  const { filters, order, onFilters, onOrder, told, onLeave } = props;
  const { t } = useLingui();
  const orders: Record<Order, string> = {
    "-confidence": t`Best score first`,
    confidence: t`Lowest score first`,
    heardAt: t`Earliest first`,
    "-heardAt": t`Latest first`,
    species: t`Species from A`,
    "-species": t`Species from Z`,
    site: t`Site from A`,
    "-site": t`Site from Z`,
    "-verdictAt": t`Last verdict first`,
  };
  return (
    <div className="toolbar">
      <SearchField filters={filters} onChange={onFilters} onLeave={onLeave} />
      <Chips filters={filters} onChange={onFilters} />
      <span className="grow" />
      <Scores filters={filters} told={told} onChange={onFilters} />
      <Select
        label={t`Order`}
        value={order}
        choices={Object.entries(orders).map(([value, text]) => ({ value: value as Order, text }))}
        onChange={onOrder}
      />
    </div>
  );
}
