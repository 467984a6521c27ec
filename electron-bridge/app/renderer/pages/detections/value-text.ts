/** A value of the order as the rail and "go to" say it. */
import { useLingui } from "@lingui/react/macro";
import { clock, score } from "../../i18n/format.js";
import { fieldOf, type Order } from "./question.js";

export function useValueText(order: Order): (value: string | number | null) => string {
  const { t } = useLingui();
  const field = fieldOf(order);
  return (value) => {
    if (value === null) return field === "verdictAt" ? t`not checked` : t`none`;
    if (field === "confidence") return score(Number(value));
    if (field === "heardAt" || field === "verdictAt") return clock(String(value).slice(0, 16));
    return String(value);
  };
}
