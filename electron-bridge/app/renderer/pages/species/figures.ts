/** What the engine counts of one species: sums, sites, hours by months, scores with verdicts. */
import type { CountRow, PresenceRow } from "@linnet/electron-bridge/generated/contract.js";
import { useMemo } from "react";
import { type Answer, useRows } from "../../data/answer.js";
import type { Page } from "@linnet/electron-bridge/call/types.js";
import type { PageError } from "../../data/call.js";
import { sharedNames } from "../../places/same-name.js";
import type { ScoreStep } from "../../plots/score-figure.js";

export type Presence = Answer<Page<"presence">>;
export type Counts = Answer<Page<"counts">>;

export interface Site {
  siteId: number | null;
  site: string | null;
  /** Asked for where several sites have the name; undefined elsewhere. */
  survey: string | null | undefined;
  first: string | null;
  last: string | null;
  nights: number;
  detections: number;
  right: number;
  recorded: number;
  analysed: number;
}

const STEPS = 20;

export interface Figures {
  presence: Presence;
  bySite: Counts;
  season: Counts;
  scores: Counts;
  judged: Counts;
}

export function useFigures(species: string): Figures {
  const where = { species: [species] };
  const verified = ["YES", "NO", "UNSURE"];
  return {
    presence: useRows({ select: "presence", where, limit: 1000 }),
    bySite: useRows({ select: "counts", by: ["site"], where }),
    season: useRows({ select: "counts", by: ["month", "hour"], where }),
    scores: useRows({ select: "counts", by: ["score"], where }),
    judged: useRows({ select: "counts", by: ["score", "verdict"], where: { ...where, verified } }),
  };
}

/** The surveys of sites that share their name, by the site's id; undefined until they are known. */
export function useSurveys(counted: readonly CountRow[] | undefined): {
  surveys: ReadonlyMap<number, string | null> | undefined;
  error: PageError | undefined;
} {
  const shared = sharedNames(counted ?? []);
  const ids = (counted ?? []).flatMap(({ siteId, site }) =>
    siteId !== null && site !== null && shared.has(site) ? [siteId] : [],
  );
  const { value, error } = useRows(
    ids.length === 0
      ? undefined
      : { select: "sites", where: { siteId: ids }, limit: Math.min(1000, ids.length) },
    ["sites"],
  );
  const surveys = useMemo(() => {
    if (counted === undefined || (ids.length > 0 && value === undefined)) return undefined;
    return new Map(value?.rows.map(({ siteId, survey }) => [siteId, survey]));
  }, [counted, ids.length, value]);
  return { surveys, error };
}

/** Sites where it was heard first, then those where a model listened and heard none. */
export function sitesOf(
  counted: readonly CountRow[],
  presence: readonly PresenceRow[],
  surveys: ReadonlyMap<number, string | null> = new Map(),
): Site[] {
  const known = new Map(
    presence.filter(({ scope }) => scope === "site").map((row) => [row.siteId, row]),
  );
  const sites = counted.map((row): Site => {
    const heard = known.get(row.siteId);
    return {
      ...{ siteId: row.siteId, site: row.site },
      survey: row.siteId === null ? undefined : surveys.get(row.siteId),
      ...{ first: heard?.firstHeardAt ?? null, last: heard?.lastHeardAt ?? null },
      ...{ nights: heard?.nights ?? 0, detections: row.detections ?? 0 },
      right: row.confirmed ?? 0,
      ...{ recorded: row.hoursRecorded ?? 0, analysed: row.hoursAnalysed ?? 0 },
    };
  });
  // All sites are in the answer, so the page may put those with most detections first.
  return sites.toSorted((one, other) => other.detections - one.detections);
}

/** All steps of the score, also those without a detection. */
export function stepsOf(all: readonly CountRow[], judged: readonly CountRow[]): ScoreStep[] {
  const at = ({ score }: CountRow): number => Math.round((score ?? 0) * STEPS);
  const steps = Array.from({ length: STEPS }, (_, step) => ({
    low: step / STEPS,
    high: (step + 1) / STEPS,
    ...{ all: 0, right: 0, wrong: 0, unsure: 0 },
  }));
  for (const row of all) {
    const step = steps[at(row)];
    if (step !== undefined) step.all += row.detections ?? 0;
  }
  for (const row of judged) {
    const step = steps[at(row)];
    if (step === undefined) continue;
    if (row.verdict === "YES") step.right += row.detections ?? 0;
    else if (row.verdict === "NO") step.wrong += row.detections ?? 0;
    else if (row.verdict === "UNSURE") step.unsure += row.detections ?? 0;
  }
  return steps;
}

/** Detections in no month: their recordings have no date. */
export function undatedOf(season: readonly CountRow[]): number {
  return season.reduce((sum, row) => sum + (row.month === null ? (row.detections ?? 0) : 0), 0);
}
