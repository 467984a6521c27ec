/** What a person types to go somewhere: "row 4,210", "50 %", a score, a date or a name. */
import { typed } from "../../i18n/format.js";
import { fieldOf, type Order } from "./question.js";

export type Wanted =
  | { kind: "row"; row: number }
  | { kind: "share"; share: number }
  | { kind: "value"; at: Record<string, string> | Record<string, number> };

/** The end of a day, for an order that has the latest first. */
const LATEST = "T23:59:59";
/** After any other text that begins the same. */
const LAST_LETTER = "\u{10ffff}";

/** Undefined if the text means nothing in this order. */
export function wanted(text: string, order: Order): Wanted | undefined {
  const plain = text.trim();
  const field = fieldOf(order);
  const descending = order.startsWith("-");
  const share = /^(\d+(?:[.,]\d+)?)\s*%$/.exec(plain)?.[1];
  if (share !== undefined) {
    const value = typed(share) ?? 0;
    return value <= 100 ? { kind: "share", share: value / 100 } : undefined;
  }
  const row = /^(?:(?:row|fila)\s*)?#?((?:[1-9]\d{0,2}(?:[.,\s']\d{3})+)|[1-9]\d*)$/i.exec(
    plain,
  )?.[1];
  if (row !== undefined) return { kind: "row", row: Number(row.replace(/\D/g, "")) };
  if (field === "confidence") {
    const score = typed(plain);
    if (score === undefined || score < 0 || score > 1) return undefined;
    return { kind: "value", at: { confidence: score } };
  }
  if (field === "heardAt" || field === "verdictAt") {
    const day = /^\d{4}-\d\d(?:-\d\d)?(?:[ T]\d\d:\d\d)?$/.exec(plain)?.[0];
    if (day === undefined) return undefined;
    const at = day.replace(" ", "T");
    return { kind: "value", at: { [field]: descending && at.length === 10 ? at + LATEST : at } };
  }
  if (plain === "") return undefined;
  const name = plain.charAt(0).toUpperCase() + plain.slice(1);
  return { kind: "value", at: { [field]: descending ? name + LAST_LETTER : name } };
}
