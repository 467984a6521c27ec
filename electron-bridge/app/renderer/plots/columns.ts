/** Columns of a plot of time: days, weeks past 120 days, months past two years. */

export type Unit = "date" | "week" | "month";

/** Whether a column goes from noon to noon, so that a night is whole. */
export type Noon = boolean;

export const HOURS = 24;
const DAY_MS = 86_400_000;
const MOST_DAYS = 120;
const MOST_WEEKS_DAYS = 731;
/** More columns than a screen has points; years beyond are left out by nobody in practice. */
const MOST = 3_000;

/** Days from the first to the last one; an open end is undefined. */
export interface Days {
  first: string | undefined;
  last: string | undefined;
}

export interface Column {
  /** The first and the last day of the column; from noon to noon, the day of the evening. */
  first: string;
  last: string;
  /** As the engine names the day, week or month in which an hour of this column lies. */
  keyOf: (hour: number) => string;
}

const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Another day, so many days later. */
export function later(day: string, days: number): string {
  return dayOf(at(day) + days * DAY_MS);
}

/** How many days there are from one to another, both included. */
export function daysFrom(first: string, last: string): number {
  return Math.round((at(last) - at(first)) / DAY_MS) + 1;
}

export function unitOf(first: string, last: string): Unit {
  const days = daysFrom(first, last);
  if (days <= MOST_DAYS) return "date";
  return days <= MOST_WEEKS_DAYS ? "week" : "month";
}

/** The Monday of a day's week; 1970 began on a Thursday. */
function monday(day: string): string {
  const days = Math.round(at(day) / DAY_MS);
  return later(day, -((((days + 3) % 7) + 7) % 7));
}

function lastOfMonth(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return dayOf(Date.UTC(year, number, 0));
}

/** The hours of the day in the order of the rows. */
export function hoursOf(noon: Noon): number[] {
  return Array.from({ length: HOURS }, (_, row) => (noon ? (row + HOURS / 2) % HOURS : row));
}

/**
 * All columns from the first day to the last one; those in which nobody recorded are there too.
 * From noon to noon, days are those of the evenings; weeks and months stay those of the calendar.
 */
export function columnsOf(first: string, last: string, unit: Unit, noon: Noon): Column[] {
  const columns: Column[] = [];
  if (unit === "month") {
    for (let month = first.slice(0, 7); month <= last.slice(0, 7) && columns.length < MOST; ) {
      columns.push(column(`${month}-01`, lastOfMonth(month), month));
      month = later(lastOfMonth(month), 1).slice(0, 7);
    }
    return columns;
  }
  if (unit === "week") {
    for (let day = monday(first); day <= last && columns.length < MOST; day = later(day, 7)) {
      columns.push(column(day, later(day, 6), day));
    }
    return columns;
  }
  for (let day = first; day <= last && columns.length < MOST; day = later(day, 1)) {
    columns.push(noon ? night(day) : column(day, day, day));
  }
  return columns;
}

function column(first: string, last: string, key: string): Column {
  return { first, last, keyOf: () => key };
}

function night(day: string): Column {
  const next = later(day, 1);
  return { first: day, last: day, keyOf: (hour) => (hour < HOURS / 2 ? next : day) };
}
