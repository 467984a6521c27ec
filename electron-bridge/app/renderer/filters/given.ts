/** Filters on detections, as one page gives them to another in its address. */
import type { QueryRequest } from "@linnet/electron-bridge/generated/contract.js";
import type { Route } from "../routes.js";

export type Where = NonNullable<QueryRequest["where"]>;

/** Read the filters of the address; what cannot be read is none. */
export function givenOf({ where }: Route["query"]): Where {
  if (where === undefined) return {};
  try {
    const value: unknown = JSON.parse(where);
    const known = typeof value === "object" && value !== null && !Array.isArray(value);
    return known ? (value as Where) : {};
  } catch {
    return {};
  }
}
