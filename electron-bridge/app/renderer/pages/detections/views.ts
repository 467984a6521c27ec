/** Saved views: filters, order, columns and groups by name. They lie in the project. */
import { call, type Outcome } from "../../data/call.js";
import { touch } from "../../data/revision.js";
import { viewKey as keyOf } from "../../data/view-names.js";
import { type Column, columnsOf } from "./columns.js";
import { type Filters, type Order, ORDERS } from "./question.js";

export interface View {
  filters: Filters;
  order: Order;
  columns: readonly Column[];
}

/** What the page showed last; it is no view that a person has named. */
const LAST = "detections/last";

export async function readView(name: string): Promise<Outcome<View>> {
  return viewOf(await call("memos/get", { key: keyOf(name) }));
}

export async function readLast(): Promise<Outcome<View>> {
  return viewOf(await call("memos/get", { key: LAST }));
}

function viewOf(outcome: Outcome<{ value?: unknown }>): Outcome<View> {
  if (!outcome.ok) return outcome;
  const { value } = outcome.value;
  const some = (typeof value === "object" && value !== null ? value : {}) as Record<
    string,
    unknown
  >;
  const { filters } = some;
  const known = typeof filters === "object" && filters !== null && !Array.isArray(filters);
  return {
    ok: true,
    value: {
      filters: known ? (filters as Filters) : {},
      order: ORDERS.find((each) => each === some.order) ?? "-confidence",
      columns: columnsOf(some.columns),
    },
  };
}

export function saveView(name: string, view: View): Promise<Outcome<unknown>> {
  return store(keyOf(name), view);
}

export function saveLast(view: Pick<View, "order" | "columns">): Promise<Outcome<unknown>> {
  return store(LAST, view);
}

export async function removeView(name: string): Promise<Outcome<unknown>> {
  return store(keyOf(name), null);
}

/** The new name is there before the old one goes. */
export async function renameView(name: string, to: string): Promise<Outcome<unknown>> {
  const view = await readView(name);
  if (!view.ok || name === to) return view;
  const saved = await saveView(to, view.value);
  return saved.ok ? removeView(name) : saved;
}

async function store(key: string, value: unknown): Promise<Outcome<unknown>> {
  const plain = JSON.parse(JSON.stringify(value)) as null;
  const outcome = await call("memos/set", { key, value: plain });
  if (outcome.ok) touch(["memos"]);
  return outcome;
}
