/** When a sound was heard: by the recorder's clock, from the recording's start, or in UTC. */
import type { Settings } from "../../shared/settings.js";
import { clock, position } from "./format.js";

interface Timed {
  heardAt: string | null;
  start: number;
  utcOffset: string | null;
}

export interface Heard {
  /** Undefined where the place in the recording is all that is known or wanted. */
  day: string | undefined;
  time: string;
}

/** In UTC only where the offset is known; the recorder's own clock stands in for it, and says so. */
export function heardParts(row: Timed, times: Settings["times"]): Heard {
  const { heardAt: at, start, utcOffset } = row;
  if (times === "start" || at === null) return { day: undefined, time: position(start) };
  const utc = times === "utc" ? inUtc(at, utcOffset) : undefined;
  const [day = "", time = ""] = (utc ?? at).slice(0, 19).split("T");
  const of = times === "clock" ? "" : utc === undefined ? " *" : " UTC";
  return { day: clock(day), time: time + of };
}

/** The same in one line. */
export function heardAt(row: Timed, times: Settings["times"]): string {
  const { day, time } = heardParts(row, times);
  return day === undefined ? time : `${day}, ${time}`;
}

/** A local time and its offset, such as "-05:00", as a time in UTC. */
export function inUtc(local: string, offset: string | null): string | undefined {
  const parts = /^([+-])(\d\d):(\d\d)$/.exec(offset ?? "");
  const wall = Date.parse(`${local.slice(0, 19)}Z`);
  if (parts === null || Number.isNaN(wall)) return undefined;
  const minutes = Number(parts[2]) * 60 + Number(parts[3]);
  const shift = (parts[1] === "-" ? 1 : -1) * minutes * 60_000;
  return new Date(wall + shift).toISOString().slice(0, 19);
}

/** The clock of a recording at one of its seconds, from its own start: "23:41:07". */
export function clockAt(recordedAt: string, seconds: number, decimals = 0): string {
  const wall = Date.parse(`${recordedAt.slice(0, 19)}Z`);
  if (Number.isNaN(wall)) return position(seconds, Math.max(1, decimals));
  const parts = Math.round(seconds * 10 ** decimals);
  const whole = Math.floor(parts / 10 ** decimals);
  const text = new Date(wall + whole * 1000).toISOString().slice(11, 19);
  const rest = String(parts - whole * 10 ** decimals).padStart(decimals, "0");
  return decimals === 0 ? text : `${text}.${rest}`;
}

/** What the axis of a picture writes: the clock where it is known and wanted, else the place. */
export function axisTime(
  recordedAt: string | null,
  times: Settings["times"],
): (seconds: number, decimals?: number) => string {
  if (recordedAt === null || times === "start") return position;
  return (seconds, decimals) => clockAt(recordedAt, seconds, decimals);
}
