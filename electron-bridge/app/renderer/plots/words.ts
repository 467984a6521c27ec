/** How plots of time are told: hours, days, cells, and the texts of the axes. */
import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { clock, count, hours, monthDay, monthYear, rate } from "../i18n/format.js";
import {
  type Block,
  type Cell,
  kindOf,
  type Plane,
  type Scale,
  sorted,
  sumOf,
  valueOf,
} from "./cells.js";
import { type Column, HOURS, later } from "./columns.js";
import type { FigureWords } from "./figure.js";
import type { Layout } from "./layout.js";

export function hourText(hour: number): string {
  return `${String(hour % HOURS).padStart(2, "0")}:00`;
}

/** A column in as few words as an axis has room for. */
function short({ first }: Column, { unit }: Plane): string {
  return unit === "month" ? monthYear(first) : monthDay(first);
}

/** Room that a text under a column needs. */
const TEXT_WIDTH = 58;

/** Which columns have a text below them, so that no two texts meet. */
function columnTexts(plane: Plane, { xs }: Layout): (at: number) => string | undefined {
  const width = ((xs.at(-1) ?? 0) - (xs[0] ?? 0)) / Math.max(1, plane.columns.length);
  const step = Math.max(1, Math.ceil(TEXT_WIDTH / Math.max(1, width)));
  return (at) => {
    const column = plane.columns[at];
    return column === undefined || at % step !== 0 ? undefined : short(column, plane);
  };
}

export interface PlotWords {
  figure: (plane: Plane, layout: Layout, scale: Scale) => FigureWords;
  /** Where a block lies: "05:00 · 14 Mar 2026". */
  place: (plane: Plane, block: Block) => string;
  /** What was heard in a cell: "12 detections in 0.8 h". */
  cell: (cell: Cell) => string;
  /** Both, and the rate: "05:00 · 14 Mar 2026: 12 detections in 0.8 h (15 / h)". */
  line: (plane: Plane, block: Block) => string;
  /** A value of a scale with its unit. */
  value: (value: number, scale: Scale) => string;
  column: (column: Column, plane: Plane) => string;
}

export function usePlotWords(): PlotWords {
  const { t } = useLingui();
  const value = (of: number, scale: Scale): string => {
    const shown = rate(of);
    return scale === "hour" ? t`${shown} / h` : count(of);
  };
  const column = ({ first, last }: Column, { unit, noon }: Plane): string => {
    if (unit === "month") return monthYear(first);
    const [one, other] = [monthDay(first), clock(unit === "date" ? later(first, 1) : last)];
    if (unit === "date" && !noon) return clock(first);
    return t`${one} to ${other}`;
  };
  const place = (plane: Plane, block: Block): string => {
    const { from, to } = sorted(block);
    const [first, last] = [plane.columns[from.column], plane.columns[to.column]];
    const [top, low] = [plane.hours[from.hour], plane.hours[to.hour]];
    const [begin, end] = [monthDay(first?.first ?? ""), clock(last?.last ?? "")];
    const days =
      first === undefined || last === undefined
        ? t`all days`
        : first === last
          ? column(first, plane)
          : t`${begin} to ${end}`;
    if (top === undefined || low === undefined) return days;
    const span = top === low ? hourText(top) : `${hourText(top)}–${hourText(low + 1)}`;
    return `${span} · ${days}`;
  };
  const cell = (of: Cell): string => {
    const kind = kindOf(of);
    const [listened, sound] = [hours(of.analysed), hours(of.recorded)];
    if (kind === "unrecorded") return t`not recorded`;
    if (kind === "unanalysed") return t`recorded for ${sound}, not analysed`;
    if (kind === "silent") return t`none heard in ${listened}`;
    const many = plural(of.detections, { one: "# detection", other: "# detections" });
    return t`${many} in ${listened}`;
  };
  const line = (plane: Plane, block: Block): string => {
    const of = sumOf(plane, block);
    const told = valueOf(of, "hour");
    const per = told === undefined || of.detections === 0 ? "" : ` (${value(told, "hour")})`;
    return `${place(plane, block)}: ${cell(of)}${per}`;
  };
  const figure: PlotWords["figure"] = (plane, layout, scale) => ({
    hour: hourText,
    column: columnTexts(plane, layout),
    value: (of) => value(of, scale),
  });
  return { figure, place, cell, line, value, column };
}
