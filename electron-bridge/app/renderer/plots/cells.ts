/** What was heard, and for how long somebody listened, in each hour of each day, week or month. */
import type { CountRow } from "@linnet/electron-bridge/generated/contract.js";
import type { Column, Noon, Unit } from "./columns.js";
import { HOURS, hoursOf } from "./columns.js";

export interface Cell {
  detections: number;
  /** Hours of sound, and the part of them that a model analysed. */
  recorded: number;
  analysed: number;
  best: number | null;
}

/** Kinds of cells, which never look the same. */
export type Kind = "unrecorded" | "unanalysed" | "silent" | "heard";

/** How the size of a number is told: by hour listened, or as it is. */
export type Scale = "hour" | "detections";

/** Below this effort, a rate says little. */
export const LITTLE_H = 2;
/** Cells with less than three minutes of effort would set the scale of all others. */
const LEAST_H = 0.05;

export interface Plane {
  unit: Unit;
  noon: Noon;
  columns: readonly Column[];
  /** Hours of the day, from the top. */
  hours: readonly number[];
  /** By column, then by place of the hour. */
  cells: readonly (readonly Cell[])[];
  byColumn: readonly Cell[];
  byHour: readonly Cell[];
  all: Cell;
}

export const NO_CELL: Cell = { detections: 0, recorded: 0, analysed: 0, best: null };

export function kindOf({ detections, recorded, analysed }: Cell): Kind {
  if (detections > 0) return "heard";
  if (analysed > 0) return "silent";
  return recorded > 0 ? "unanalysed" : "unrecorded";
}

/** Undefined where nobody listened: then there is no rate. */
export function valueOf({ detections, analysed }: Cell, scale: Scale): number | undefined {
  if (scale === "detections") return detections;
  return analysed > 0 ? detections / analysed : undefined;
}

export function isLittle({ analysed }: Cell): boolean {
  return analysed > 0 && analysed < LITTLE_H;
}

export function sum(cells: Iterable<Cell>): Cell {
  const all = { ...NO_CELL };
  for (const { detections, recorded, analysed, best } of cells) {
    all.detections += detections;
    all.recorded += recorded;
    all.analysed += analysed;
    if (best !== null) all.best = Math.max(all.best ?? 0, best);
  }
  return all;
}

/** The largest value of some cells, by which their colours are scaled. */
export function mostOf(cells: readonly Cell[], scale: Scale): number {
  const heard = cells.filter(({ detections }) => detections > 0);
  const sure = heard.filter(({ analysed }) => scale === "detections" || analysed >= LEAST_H);
  return Math.max(0, ...(sure.length > 0 ? sure : heard).map((each) => valueOf(each, scale) ?? 0));
}

export function allCells({ cells }: Plane): Cell[] {
  return cells.flat();
}

const cellOf = (row: CountRow): Cell => ({
  detections: row.detections ?? 0,
  recorded: row.hoursRecorded ?? 0,
  analysed: row.hoursAnalysed ?? 0,
  best: row.maxScore,
});

/** Rows counted by a unit of days and by hour, in their columns; rows without a time are left out. */
export function planeOf(
  rows: readonly CountRow[],
  columns: readonly Column[],
  unit: Unit,
  noon: Noon,
): Plane {
  const hours = hoursOf(noon);
  const found = new Map<string, Cell>();
  for (const row of rows) {
    const key = row[unit];
    if (key !== null && row.hour !== null) found.set(`${key} ${String(row.hour)}`, cellOf(row));
  }
  const cells = columns.map(({ keyOf }) =>
    hours.map((hour) => found.get(`${keyOf(hour)} ${String(hour)}`) ?? NO_CELL),
  );
  const byColumn = cells.map(sum);
  const byHour = Array.from({ length: HOURS }, (_, at) =>
    sum(cells.map((column) => column[at] ?? NO_CELL)),
  );
  return { unit, noon, columns, hours, cells, byColumn, byHour, all: sum(byColumn) };
}

/** The same without its first and last column where nobody recorded: mornings or evenings alone. */
export function trimmed(columns: readonly Column[], { byColumn }: Plane): readonly Column[] {
  const isEmpty = (cell: Cell | undefined): boolean =>
    cell !== undefined && kindOf(cell) === "unrecorded";
  const from = isEmpty(byColumn[0]) ? 1 : 0;
  const end = isEmpty(byColumn.at(-1)) ? -1 : undefined;
  return columns.slice(from, end);
}

/** A place in a plane; `column` or `hour` past the last one is the sum over all of them. */
export interface Place {
  column: number;
  hour: number;
}

export function cellAt({ cells, byColumn, byHour, all }: Plane, { column, hour }: Place): Cell {
  const sums = hour >= HOURS ? (byColumn[column] ?? all) : byHour[hour];
  return (hour >= HOURS ? undefined : cells[column]?.[hour]) ?? sums ?? NO_CELL;
}

/** The places from one corner to the other, both included. */
export interface Block {
  from: Place;
  to: Place;
}

/** A block from its least corner to its greatest. */
export function sorted({ from, to }: Block): Block {
  const [left, right] = [Math.min(from.column, to.column), Math.max(from.column, to.column)];
  const [top, low] = [Math.min(from.hour, to.hour), Math.max(from.hour, to.hour)];
  return { from: { column: left, hour: top }, to: { column: right, hour: low } };
}

/** The cells of a block together; sums stand for all that they sum up. */
export function sumOf(plane: Plane, block: Block): Cell {
  const { from, to } = sorted(block);
  if (to.hour >= HOURS && to.column >= plane.columns.length) return plane.all;
  const found: Cell[] = [];
  if (to.hour >= HOURS) found.push(...plane.byColumn.slice(from.column, to.column + 1));
  else if (to.column >= plane.columns.length) {
    found.push(...plane.byHour.slice(from.hour, to.hour + 1));
  } else {
    for (const column of plane.cells.slice(from.column, to.column + 1)) {
      found.push(...column.slice(from.hour, to.hour + 1));
    }
  }
  return sum(found);
}
