/** The days of a timeline: how wide a day is, and which days are named. */
import { clock, monthDay, monthYear } from "../../i18n/format.js";
import { dateOf, dayOf, type Run } from "./spans.js";

/** A day is this wide at least, so that the gap of one day is seen. */
const LEAST_PX = 3;
/** A named day takes so much room. */
const TICK_PX = 84;
/** Its name takes so much; less than that before the end, it would be cut off. */
const NAME_PX = 68;

export interface Axis extends Run {
  /** Pixels of a day, and of all of them. */
  day: number;
  width: number;
}

export function axisOf({ from, to }: Run, room: number): Axis {
  const days = Math.max(1, to - from);
  const day = Math.max(LEAST_PX, room / days);
  return { from, to, day, width: Math.round(days * day) };
}

export interface Tick {
  day: number;
  text: string;
}

/** Days that are named: some days of a month, or the first days of months or of years. */
export function ticksOf({ from, to, day }: Axis): Tick[] {
  const apart = [1, 2, 5, 10].find((days) => days * day >= TICK_PX);
  const ticks: Tick[] = [];
  if (apart !== undefined) {
    for (let at = from; at < to; at += apart) ticks.push({ day: at, text: monthDay(dateOf(at)) });
    return wholly(ticks, { from, to, day });
  }
  const months = [1, 2, 3, 6, 12].find((number) => number * 30 * day >= TICK_PX) ?? 12;
  const [year = 0, month = 1] = dateOf(from).split("-").map(Number);
  for (let number = Math.ceil((month - 1) / months) * months; ; number += months) {
    const text = `${String(year + Math.floor(number / 12))}-${String((number % 12) + 1).padStart(2, "0")}-01`;
    const at = dayOf(text);
    if (at >= to) return wholly(ticks, { from, to, day });
    if (at >= from) ticks.push({ day: at, text: monthYear(text) });
  }
}

/** Those whose names have room; the first one stays, or there would be none. */
function wholly(ticks: readonly Tick[], { to, day }: Run & { day: number }): Tick[] {
  return ticks.filter((tick, at) => at === 0 || (to - tick.day) * day >= NAME_PX);
}

/** Under so many pixels from the left lies this day. */
export function dayAt({ from, to, day }: Axis, x: number): number {
  return Math.max(from, Math.min(to - 1, from + Math.floor(x / day)));
}

/** A day or several as text. */
export function spanText({ from, to }: Run): string {
  return to - from <= 1 ? clock(dateOf(from)) : `${clock(dateOf(from))} – ${clock(dateOf(to - 1))}`;
}
