/** What the page counts: species, site, dates, score and verdict; kept in its address. */
import type { QueryRequest } from "@linnet/electron-bridge/generated/contract.js";
import { dayOf } from "../../i18n/day.js";
import type { Route } from "../../routes.js";
import type { Scale } from "../../plots/cells.js";
import type { Days } from "../../plots/columns.js";

export type Where = NonNullable<QueryRequest["where"]>;

export const VERDICTS = ["all", "right", "notWrong", "unchecked"] as const;
export type VerdictFilter = (typeof VERDICTS)[number];

export interface Filters {
  /** Scientific names. */
  species: readonly string[];
  site: string | undefined;
  /** The survey of the site, where others have its name; null: it has none; undefined: any. */
  survey?: string | null | undefined;
  days: Days;
  /** The lowest score. */
  score: number | undefined;
  verdict: VerdictFilter;
}

export interface Asked {
  filters: Filters;
  scale: Scale;
  noon: boolean;
}

export const MOST_SPECIES = 6;

const VERIFIED: Record<VerdictFilter, readonly string[] | undefined> = {
  all: undefined,
  right: ["YES"],
  notWrong: ["YES", "UNSURE", "UNVERIFIED"],
  unchecked: ["UNVERIFIED"],
};

/** The filters without the dates, as Detections takes them; `species`: those that are named. */
export function whereOf(filters: Filters, species: readonly string[]): Where {
  const { score, verdict } = filters;
  const verified = VERIFIED[verdict];
  return {
    species: [...species],
    ...placeOf(filters),
    ...(score !== undefined && { confidence: { ge: score } }),
    ...(verified !== undefined && { verified: [...verified] }),
  };
}

/** Whether the first day comes after the last one, so that no day is between them. */
export function isReversed({ first, last }: Days): boolean {
  return first !== undefined && last !== undefined && first > last;
}

/** The filters of the site alone. */
export function placeOf({ site, survey }: Pick<Filters, "site" | "survey">): Where {
  if (site === undefined) return {};
  return { site: [site], ...(survey !== undefined && { survey: [survey] }) };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What an address or the project has kept; what is not known is left out. */
export function filtersOf(value: unknown): Filters {
  const some = isRecord(value) ? value : {};
  const species = Array.isArray(some.species) ? some.species : [];
  const { site, survey, score } = some;
  return {
    species: [...new Set(species.filter((each) => typeof each === "string"))].slice(
      0,
      MOST_SPECIES,
    ),
    site: typeof site === "string" ? site : undefined,
    survey: typeof survey === "string" || survey === null ? survey : undefined,
    days: { first: dayOf(some.first), last: dayOf(some.last) },
    score: typeof score === "number" && score >= 0 && score <= 1 ? score : undefined,
    verdict: VERDICTS.find((each) => each === some.verdict) ?? "all",
  };
}

/** As the address and the project keep them. */
export function kept({
  species,
  site,
  survey,
  days,
  score,
  verdict,
}: Filters): Record<string, unknown> {
  return { species, site, survey, ...days, score, ...(verdict !== "all" && { verdict }) };
}

/** Undefined where the address has no filters: then those that were used last count. */
export function askedOf(query: Route["query"]): Asked | undefined {
  if (query.w === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(query.w);
  } catch {
    value = {};
  }
  return {
    filters: filtersOf(value),
    scale: query.s === "detections" ? "detections" : "hour",
    noon: query.n === "1",
  };
}

export function asQuery({ filters, scale, noon }: Asked): Record<string, string | undefined> {
  return {
    w: JSON.stringify(kept(filters)),
    s: scale === "detections" ? scale : undefined,
    n: noon ? "1" : undefined,
  };
}
