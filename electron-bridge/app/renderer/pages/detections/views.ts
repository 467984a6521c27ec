/** Saved views: filters, order, columns and groups by name. They lie in the project. */
import { useAnswer, type Answer } from "../../data/answer.js";
import { call, type Outcome } from "../../data/call.js";
import { touch } from "../../data/revision.js";
import { type Column, columnsOf } from "./columns.js";
import { type Filters, type Order, ORDERS } from "./question.js";

export interface View {
  filters: Filters;
  order: Order;
  columns: readonly Column[];
}

const FOLDER = "views/";
/** What the page showed last; it is no view that a person has named. */
const LAST = "detections/last";

const keyOf = (name: string): string => FOLDER + encodeURIComponent(name);

/** The names of all views, in order. */
export function useViews(): Answer<string[]> {
  return useAnswer(
    "views",
    async (signal) => {
      const outcome = await call("memos/list", { prefix: FOLDER }, { signal });
      if (!outcome.ok) return outcome;
      const names = outcome.value.memos.map(({ key }) => decoded(key.slice(FOLDER.length)));
      return { ok: true, value: names.sort((one, other) => one.localeCompare(other)) };
    },
    ["memos"],
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

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
