/** The filter of Detections that gives exactly the detections of a block of cells. */
import type { Comparison, QueryRequest } from "@linnet/electron-bridge/generated/contract.js";
import { type Block, type Plane, sorted } from "./cells.js";
import { type Days, HOURS, later } from "./columns.js";

type Where = NonNullable<QueryRequest["where"]>;

/** The last second of an hour: the engine tells times of day by whole seconds. */
const HOUR_S = 3600;
const endOf = (hour: number): number => (hour * HOUR_S + HOUR_S - 1) / HOUR_S;

/** A condition on dates. Days are whole; nights go from noon to noon, and end before it. */
export function dated({ first, last }: Days, nights: boolean): Comparison | undefined {
  const from = first === undefined ? undefined : nights ? `${first}T12:00:00` : first;
  if (nights && last !== undefined) {
    return { ...(from !== undefined && { ge: from }), lt: `${later(last, 1)}T12:00:00` };
  }
  const to = last;
  if (from !== undefined && to !== undefined) return { between: [from, to] };
  if (from !== undefined) return { ge: from };
  return to === undefined ? undefined : { le: to };
}

/** Conditions on date and time of day. `within`: the days that were asked for at all. */
export function whereOf(plane: Plane, block: Block, within: Days): Where {
  const { columns, hours, unit, noon } = plane;
  const { from, to } = sorted(block);
  const one = columns[from.column] === undefined || columns[to.column] === undefined;
  const first = columns[one ? 0 : from.column]?.first ?? "";
  const last = columns[one ? columns.length - 1 : to.column]?.last ?? "";
  const days = {
    first: [first, within.first ?? first].toSorted()[1],
    last: [last, within.last ?? last].toSorted()[0],
  };
  const date = dated(days, noon && unit === "date") ?? { ne: null };
  const [top, low] = [hours[from.hour], hours[to.hour]];
  // All rows are all hours, also where the day begins at noon.
  const whole = from.hour === 0 && to.hour === HOURS - 1;
  if (top === undefined || low === undefined || whole) return { date };
  return { date, timeOfDay: { between: [top, endOf(low)] } };
}
