/** Numbers of a plot as a table for other programs, with the filters in its first line. */
import { type Cell, kindOf, type Plane } from "./cells.js";

type Value = string | number | null;

/** A spreadsheet would run a cell that begins so; full-width signs and unseen characters count too. */
const FORMULA = /^[\s\p{Cf}\p{Cc}]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u;

export function csvCell(value: Value): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A table whose first line is a comment that tells what it is of. */
export function csvOf(about: string, head: readonly string[], rows: Iterable<Value[]>): string {
  const lines = [`# ${about.replace(/[\r\n]+/g, " ")}`, head.join(",")];
  for (const row of rows) lines.push(row.map(csvCell).join(","));
  return `${lines.join("\r\n")}\r\n`;
}

const exact = (value: number): number => Number(value.toFixed(6));

/** English, as the names of the columns are: other programs read it. */
const EFFORT = {
  unrecorded: "not recorded",
  unanalysed: "not analysed",
  silent: "listened",
  heard: "listened",
} as const;

const measured = (cell: Cell): Value[] => [
  cell.detections,
  exact(cell.recorded),
  exact(cell.analysed),
  cell.analysed > 0 ? Number((cell.detections / cell.analysed).toFixed(6)) : null,
  EFFORT[kindOf(cell)],
];

export const PLANE_HEAD = [
  "species",
  "from",
  "to",
  "hour",
  "detections",
  "hours_recorded",
  "hours_analysed",
  "detections_per_hour",
  "effort",
] as const;

/** A row for each cell; sums are left to whoever reads it. */
export function* planeRows(species: string, plane: Plane): Generator<Value[]> {
  for (const [at, column] of plane.columns.entries()) {
    for (const [row, hour] of plane.hours.entries()) {
      const cell = plane.cells[at]?.[row];
      if (cell === undefined) continue;
      const day = column.keyOf(hour);
      const [first, last] = plane.unit === "date" ? [day, day] : [column.first, column.last];
      yield [species, first, last, hour, ...measured(cell)];
    }
  }
}
