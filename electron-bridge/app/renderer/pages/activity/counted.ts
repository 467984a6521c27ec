/** Asks the engine for detections and effort by day and hour, for each species of the filters. */
import type { CountRow, QueryRequest } from "@linnet/electron-bridge/generated/contract.js";
import { ask, type Outcome } from "../../data/call.js";
import { type Days, later, type Unit, unitOf } from "../../plots/columns.js";
import { dated } from "../../plots/where.js";
import { type Asked, placeOf, type Where, whereOf } from "./filters.js";

export interface OfSpecies {
  species: string;
  rows: CountRow[];
}

/** What has no place in a plot, since nobody knows when it was recorded. */
export interface Undated {
  recordings: number;
  hours: number;
  detections: number;
}

export interface Counted {
  /** The days of the plots; undefined where no recording has a date. */
  days: { first: string; last: string; unit: Unit } | undefined;
  /** The days that were asked for, where they were. */
  within: Days;
  recorded: number;
  analysed: number;
  undated: Undated;
  species: OfSpecies[];
}

type By = NonNullable<QueryRequest["by"]>;
type Of = NonNullable<QueryRequest["of"]>;

class Refused extends Error {
  constructor(readonly outcome: Outcome<never> & { ok: false }) {
    super();
  }
}

/** Count all that the page shows. */
export async function count(asked: Asked, signal: AbortSignal): Promise<Outcome<Counted>> {
  const counts = async (of: Of, by: By, where: Where): Promise<CountRow[]> => {
    const outcome = await ask({ select: "counts", of, by, where }, { signal });
    if (!outcome.ok) throw new Refused(outcome);
    return outcome.value.rows;
  };
  try {
    return { ok: true, value: await counted(asked, counts) };
  } catch (error) {
    if (error instanceof Refused) return error.outcome;
    throw error;
  }
}

async function counted(
  { filters, noon }: Asked,
  counts: (of: Of, by: By, where: Where) => Promise<CountRow[]>,
): Promise<Counted> {
  const { days } = filters;
  const there = placeOf(filters);
  // The morning after the last evening belongs to its night.
  const wide = { ...days, last: noon && days.last !== undefined ? later(days.last, 1) : days.last };
  const date = dated(wide, false);
  const [byDate, none] = await Promise.all([
    counts("recordings", ["date"], { ...there, ...(date && { date }) }),
    counts("recordings", [], { ...there, date: [null] }),
  ]);
  const known = byDate.filter(
    (row) => row.date !== null && ((row.hoursRecorded ?? 0) > 0 || (row.recordings ?? 0) > 0),
  );
  const span = spanOf(known, days, noon);
  const nights = noon && span?.unit === "date";
  const asked = dated(days, nights);
  const when: Where = asked === undefined ? {} : { date: asked };
  const undated = await undatedOf(none, filters, counts);
  const species =
    span === undefined
      ? []
      : await Promise.all(
          filters.species.map(async (name): Promise<OfSpecies> => {
            const where = { ...whereOf(filters, [name]), ...when };
            const rows = await counts("detections", [span.unit, "hour"], where);
            return { species: name, rows };
          }),
        );
  const total = (field: "hoursRecorded" | "hoursAnalysed"): number =>
    known.reduce((sum, row) => sum + (row[field] ?? 0), 0);
  return {
    ...{ days: span, within: days, undated, species },
    ...{ recorded: total("hoursRecorded"), analysed: total("hoursAnalysed") },
  };
}

async function undatedOf(
  [none]: CountRow[],
  filters: Asked["filters"],
  counts: (of: Of, by: By, where: Where) => Promise<CountRow[]>,
): Promise<Undated> {
  const recordings = none?.recordings ?? 0;
  const found = { recordings, hours: none?.hoursRecorded ?? 0, detections: 0 };
  if (recordings === 0 || filters.species.length === 0) return found;
  const where = { ...whereOf(filters, filters.species), date: [null] };
  const [row] = await counts("detections", [], where);
  return { ...found, detections: row?.detections ?? 0 };
}

/** The days between the first and the last recording, within those that were asked for. */
export function spanOf(
  rows: readonly CountRow[],
  { first: from, last: to }: Days,
  noon: boolean,
): Counted["days"] {
  const dates = rows.flatMap(({ date }) => (date === null ? [] : [date])).toSorted();
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const unit = unitOf(first, last);
  // The morning of the first day belongs to the night before it.
  const begin = noon && unit === "date" ? later(first, -1) : first;
  return {
    first: from !== undefined && from > begin ? from : begin,
    last: to !== undefined && to < last ? to : last,
    unit,
  };
}
