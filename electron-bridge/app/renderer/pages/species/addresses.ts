/** Where figures of a species lead: to Detections, with the filter that gives the same number. */
import type { QueryRequest } from "@linnet/electron-bridge/generated/contract.js";
import { format } from "../../routes.js";

export type Where = NonNullable<QueryRequest["where"]>;

/** The page of a species. */
export function speciesAddress(species: string): string {
  return format({ page: "species", query: { s: species } });
}

export function detectionsQuery(species: string, more: Where = {}): Record<string, string> {
  return { w: JSON.stringify({ species: [species], ...more }) };
}

export function detectionsAddress(
  species: string,
  more: Where = {},
  rest: Record<string, string> = {},
): string {
  return format({ page: "detections", query: { ...detectionsQuery(species, more), ...rest } });
}
