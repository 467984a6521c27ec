/** Days with recordings, and the gaps between them. */
import type { CountRow } from "@linnet/electron-bridge/generated/contract.js";
import type { Days, Step } from "./counted.js";

/** Days since 1970 of the first day of a date, week or month. */
export function dayOf(text: string): number {
  return Date.parse(`${text.slice(0, 10)}${text.length === 7 ? "-01" : ""}T00:00:00Z`) / 86_400_000;
}

export function dateOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** Some time in which something was recorded: [first day, the day after the last]. */
export interface Cell {
  from: number;
  to: number;
  recordings: number;
  hours: number;
  hoursAnalysed: number;
}

/** Days that follow each other without a gap. */
export interface Run {
  from: number;
  to: number;
}

function cellOf(row: CountRow, step: Step): Cell | undefined {
  const text = row[step];
  if (text === null) return undefined;
  const from = dayOf(text);
  const { recordings, hoursRecorded, hoursAnalysed } = row;
  return {
    from,
    to: from + (step === "date" ? 1 : step === "week" ? 7 : daysOfMonth(text)),
    recordings: recordings ?? 0,
    hours: hoursRecorded ?? 0,
    hoursAnalysed: hoursAnalysed ?? 0,
  };
}

function daysOfMonth(text: string): number {
  const [year = 0, month = 0] = text.split("-").map(Number);
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export interface Calendar {
  step: Step;
  /** By deployment, in the order of time. */
  cells: ReadonlyMap<number | null, readonly Cell[]>;
  /** Recordings whose date nobody knows. */
  undated: ReadonlyMap<number | null, number>;
}

export function calendarOf({ step, rows }: Days): Calendar {
  const undated = new Map<number | null, number>();
  const cells = new Map<number | null, Cell[]>();
  for (const row of rows) {
    const cell = cellOf(row, step);
    if (cell === undefined) {
      undated.set(row.deploymentId, (undated.get(row.deploymentId) ?? 0) + (row.recordings ?? 0));
      continue;
    }
    const known = cells.get(row.deploymentId);
    if (known === undefined) cells.set(row.deploymentId, [cell]);
    else known.push(cell);
  }
  for (const [id, each] of cells) {
    each.sort((one, other) => one.from - other.from);
    cells.set(id, withoutSpills(each));
  }
  return { step, cells, undated };
}

/** A day without a start of a recording, and with less sound than this, was not recorded. */
const LEAST_HOURS = 1;

/**
 * Give the seconds that a recording ran over midnight to the day in which it began.
 *
 * They would hide the gap of a day in which nothing else was recorded.
 */
function withoutSpills(cells: readonly Cell[]): Cell[] {
  const kept: Cell[] = [];
  for (const cell of cells) {
    const before = kept.at(-1);
    const isSpill = cell.recordings === 0 && cell.hours < LEAST_HOURS;
    if (!isSpill || before?.to !== cell.from) kept.push(cell);
    else kept.splice(-1, 1, added(before, cell));
  }
  return kept;
}

/** The cells of several deployments, added up day by day. */
export function cellsOf(calendar: Calendar, deploymentIds: readonly (number | null)[]): Cell[] {
  const [only] = deploymentIds;
  if (deploymentIds.length === 1 && only !== undefined)
    return [...(calendar.cells.get(only) ?? [])];
  const sums = new Map<number, Cell>();
  for (const id of deploymentIds) {
    for (const cell of calendar.cells.get(id) ?? []) {
      const sum = sums.get(cell.from);
      sums.set(cell.from, sum === undefined ? cell : added(sum, cell));
    }
  }
  return [...sums.values()].sort((one, other) => one.from - other.from);
}

function added(one: Cell, other: Cell): Cell {
  return {
    from: one.from,
    to: one.to,
    recordings: one.recordings + other.recordings,
    hours: one.hours + other.hours,
    hoursAnalysed: one.hoursAnalysed + other.hoursAnalysed,
  };
}

export function runsOf(cells: readonly Cell[]): Run[] {
  const runs: Run[] = [];
  for (const { from, to } of cells) {
    const last = runs.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else runs.push({ from, to });
  }
  return runs;
}

/** What lies between runs. */
export function gapsOf(runs: readonly Run[]): Run[] {
  return runs.slice(1).map((run, at) => ({ from: runs[at]?.to ?? run.from, to: run.from }));
}

/** From the first day to the last of some cells; undefined where there are none. */
export function wholeOf(cells: Iterable<Cell>): Run | undefined {
  let whole: Run | undefined;
  for (const { from, to } of cells) {
    whole = whole ? { from: Math.min(whole.from, from), to: Math.max(whole.to, to) } : { from, to };
  }
  return whole;
}
