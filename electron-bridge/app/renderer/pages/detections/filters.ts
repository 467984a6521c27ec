/** Filters of the table: what can be filtered, and how a condition reads. */
import { useLingui } from "@lingui/react/macro";
import type { Comparison } from "@linnet/electron-bridge/generated/contract.js";
import { clock, decimal, hourOfDay, score } from "../../i18n/format.js";
import { useFirst } from "../../species/names.js";
import { useFieldNames } from "../../ui/field-names.js";
import type { Condition } from "./question.js";
import { useVerdictWords } from "../../ui/verdict.js";
import { type Sun, useSunWords } from "../../ui/sun-words.js";
import { verdictOf } from "../../data/verdict.js";

export const FILTERED = [
  "species",
  "confidence",
  "timeOfDay",
  "sun",
  "hoursFromSunrise",
  "hoursFromSunset",
  "date",
  "site",
  "survey",
  "recorder",
  "verified",
  "verdictBy",
  "model",
  "runId",
] as const;

export type Filtered = (typeof FILTERED)[number];

export function isFiltered(field: string): field is Filtered {
  return (FILTERED as readonly string[]).includes(field);
}

export function comparison(condition: Condition): Comparison {
  if (Array.isArray(condition)) return { in: condition };
  if (typeof condition === "object" && condition !== null) return condition;
  return { eq: condition };
}

/** The lower and upper end of a condition on a number or a date; undefined where it has none. */
export function range(condition: Condition | undefined): [string | undefined, string | undefined] {
  if (condition === undefined) return [undefined, undefined];
  const { between, ge, le, lt, eq } = comparison(condition);
  const text = (value: unknown): string | undefined =>
    typeof value === "string" || typeof value === "number" ? String(value) : undefined;
  if (between) return [text(between[0]), text(between[1])];
  return eq == null ? [text(ge), text(le ?? lt)] : [text(eq), text(eq)];
}

/** A condition from its two ends; undefined where both are open. */
export function rangeCondition<End extends string | number>(
  from: End | undefined,
  to: End | undefined,
): Condition | undefined {
  if (from !== undefined && to !== undefined) return { between: [from, to] };
  if (from !== undefined) return { ge: from };
  return to === undefined ? undefined : { le: to };
}

/** Whether a condition is that a value is not known. */
function isNone(condition: Condition): boolean {
  return Array.isArray(condition) && condition.length === 1 && condition[0] === null;
}

/** The values that a condition lists. */
export function values(condition: Condition | undefined): string[] {
  if (condition === undefined) return [];
  const { in: many, eq } = comparison(condition);
  return (many ?? [eq]).filter((each) => each != null).map(String);
}

/** The species that a filter names, by their scientific names. */
export function speciesOf(field: Filtered, condition: Condition | undefined): string[] {
  return field === "species" ? values(condition) : [];
}

/** How a filter reads, such as "Score 0.80 and above"; `common` names the species of the filters. */
export function useFilterText(
  common: (species: string) => string | null,
): (field: Filtered, condition: Condition) => string {
  const { t } = useLingui();
  const names = useFieldNames();
  const words = useVerdictWords();
  const suns = useSunWords();
  const first = useFirst();
  const shown = (field: Filtered, value: string): string => {
    if (field === "species") return first(value, common(value)) ?? value;
    if (field === "confidence") return score(Number(value));
    if (field === "date") return clock(value);
    if (field === "timeOfDay") return hourOfDay(Number(value));
    if (field === "sun") return suns[value as Sun];
    if (field === "hoursFromSunrise" || field === "hoursFromSunset") return decimal(Number(value));
    if (field === "verified") return words[verdictOf({ verified: value })];
    return value;
  };
  return (field, condition) => {
    const name = names[field];
    const { eq, ne } = comparison(condition);
    if (ne === null) return t`${name}: known`;
    if (eq === null || isNone(condition)) return t`${name}: unknown`;
    const listed = values(condition).map((each) => shown(field, each));
    if (listed.length > 0) return `${name}: ${listed.join(", ")}`;
    const [from, to] = range(condition).map((each) => each && shown(field, each));
    if (from !== undefined && to !== undefined) return t`${name} ${from} to ${to}`;
    if (from !== undefined) return t`${name} ${from} and above`;
    return to === undefined ? name : t`${name} up to ${to}`;
  };
}
