/** What the table asks for: its fields, its order, and its filters, all kept in the address. */
import type { Route } from "../../routes.js";
import { type Where, whereOf } from "./filters.js";
import type { TreeNode } from "./tree.js";

export const FIELDS = [
  "recordingId",
  "deploymentId",
  "path",
  "start",
  "duration",
  "sampleRate",
  "channels",
  "recorder",
  "site",
  "survey",
  "missingSince",
  "detections",
  "annotations",
] as const;

export const ORDERS = [
  "path",
  "-path",
  "start",
  "-start",
  "duration",
  "-duration",
  "sampleRate",
  "-sampleRate",
  "site",
  "-site",
  "recorder",
  "-recorder",
  "missingSince",
  "-missingSince",
] as const;

export type Order = (typeof ORDERS)[number];

export function orderOf(query: Route["query"]): Order {
  return ORDERS.find((each) => each === query.o) ?? "start";
}

export function fieldOf(order: Order): string {
  return order.replace(/^-/, "");
}

export function turned(order: Order): Order {
  const other = order.startsWith("-") ? order.slice(1) : `-${order}`;
  return ORDERS.find((each) => each === other) ?? order;
}

/** Filters that say something is amiss. */
export const LACKS = ["missing", "undated", "loose"] as const;

export type Lack = (typeof LACKS)[number];

const OF_LACK: Record<Lack, Where> = {
  missing: { missingSince: { ne: null } },
  undated: { start: null },
  loose: { siteId: null },
};

export interface Question {
  /** Undefined: of all places. */
  node: TreeNode | undefined;
  lack: Lack | undefined;
  /** Part of a path. */
  text: string;
}

export function lackOf(query: Route["query"]): Lack | undefined {
  return LACKS.find((each) => each === query.f);
}

export function tableWhere({ node, lack, text }: Question): Where {
  return {
    ...(node !== undefined && whereOf(node)),
    ...(lack !== undefined && OF_LACK[lack]),
    ...(text.trim() !== "" && { path: { contains: text.trim() } }),
  };
}
