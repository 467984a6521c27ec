/** A value of the order as the rail and "go to" say it. */
import { useLingui } from "@lingui/react/macro";
import { clock, monthDay, monthYear, score } from "../../i18n/format.js";
import type { Mark } from "./marks.js";
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

/** The same for the narrow rail: of a date, the day, or the month where there are several years. */
export function useShortText(
  order: Order,
  marks: readonly Mark[],
): (value: string | number | null) => string {
  const textOf = useValueText(order);
  const field = fieldOf(order);
  if (field !== "heardAt" && field !== "verdictAt") return textOf;
  const years = new Set(marks.map((mark) => String(mark.values[field] ?? "").slice(0, 4)));
  years.delete("");
  return (value) => {
    if (value === null) return textOf(value);
    return years.size > 1 ? monthYear(String(value)) : monthDay(String(value));
  };
}
