/** What the table shows: chosen filters and order, kept in the page's address. */
import type { Comparison, QueryRequest } from "@linnet/electron-bridge/generated/contract.js";
import type { Route } from "../../routes.js";

export type Where = NonNullable<QueryRequest["where"]>;
export type Condition = Where[string];

/** Filters by the field that they are of, as the engine takes them. */
export type Filters = Readonly<Record<string, Condition>>;

/** A field of the order; a minus sign puts the highest first. */
export const ORDERS = [
  "-confidence",
  "confidence",
  "heardAt",
  "-heardAt",
  "species",
  "-species",
  "site",
  "-site",
  "-verdictAt",
] as const;

export type Order = (typeof ORDERS)[number];

/** The fields that a row of the table and its drawer need. */
export const FIELDS = [
  "detectionId",
  "annotationId",
  "regionId",
  "recordingId",
  "path",
  "recordedAt",
  "heardAt",
  "utcOffset",
  "start",
  "end",
  "lowHz",
  "highHz",
  "channel",
  "species",
  "common",
  "confidence",
  "occurrence",
  "verified",
  "verdictBy",
  "verdictAt",
  "correctedTo",
  "comment",
  "site",
  "survey",
  "recorder",
  "sampleRate",
  "recordingSeconds",
  "missingSince",
  "model",
  "runId",
] as const;

export interface Question {
  filters: Filters;
  order: Order;
}

/** Read the page's address; what it does not know is left out. `usual`: the order used last. */
export function questionOf(query: Route["query"], usual: Order = "-confidence"): Question {
  const order = ORDERS.find((each) => each === query.o) ?? usual;
  return { filters: filtersOf(query.w), order };
}

function filtersOf(text: string | undefined): Filters {
  if (text === undefined) return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Filters)
      : {};
  } catch {
    return {};
  }
}

/** As the page's address keeps it. */
export function asQuery({ filters, order }: Question): Record<string, string | undefined> {
  return {
    w: Object.keys(filters).length === 0 ? undefined : JSON.stringify(filters),
    o: order,
  };
}

/** The same filters with one of them changed; undefined takes it away. */
export function withFilter(filters: Filters, field: string, value: Condition | undefined): Filters {
  const rest = Object.fromEntries(Object.entries(filters).filter(([each]) => each !== field));
  return value === undefined ? rest : { ...rest, [field]: value };
}

/** Only detections that were there when the table was opened, so that rows keep their places. */
export function pinned(filters: Filters, newest: number): Where {
  return { ...filters, detectionId: { le: newest } satisfies Comparison };
}

export function fieldOf(order: Order): string {
  return order.replace(/^-/, "");
}
