/** Numbers, sizes, lengths and times as text, in the language of the page. */
import { i18n } from "@lingui/core";

const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** A format takes a hundred times longer to make than to use. */
function numbers(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const name = `${i18n.locale} ${JSON.stringify(options)}`;
  const known = numberFormats.get(name) ?? new Intl.NumberFormat(i18n.locale, options);
  numberFormats.set(name, known);
  return known;
}

function dates(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${i18n.locale} ${JSON.stringify(options)}`;
  const known = dateFormats.get(name) ?? new Intl.DateTimeFormat(i18n.locale, options);
  dateFormats.set(name, known);
  return known;
}

export function count(value: number): string {
  return numbers({ useGrouping: true }).format(value);
}

/** A number as a field shows it: 0.5, 12. */
export function decimal(value: number): string {
  return numbers({ maximumFractionDigits: 6, useGrouping: false }).format(value);
}

/** A score of a model: two decimals, in 0 to 1. */
export function score(value: number): string {
  return numbers({ minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);
}

/** A difference of two scores, with its sign: "+0.03". */
export function gain(value: number): string {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return numbers({ ...digits, signDisplay: "exceptZero" }).format(value);
}

export function percent(share: number): string {
  return numbers({ style: "percent", maximumFractionDigits: 0 }).format(share);
}

const SIZES = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

export function bytes(value: number): string {
  const step = value < 1 ? 0 : Math.min(4, Math.floor(Math.log10(value) / 3));
  const shown = value / 1000 ** step;
  const unit = SIZES[step] ?? "byte";
  const maximumFractionDigits = shown < 10 && step > 0 ? 1 : 0;
  return numbers({ style: "unit", unit, maximumFractionDigits }).format(shown);
}

/** A length of sound or of waiting: "45 s", "12 min", "3.5 h". */
export function length(seconds: number): string {
  const [value, unit] =
    seconds < 90
      ? ([seconds, "second"] as const)
      : seconds < 5400
        ? ([seconds / 60, "minute"] as const)
        : ([seconds / 3600, "hour"] as const);
  const maximumFractionDigits = unit === "hour" && value < 10 ? 1 : 0;
  return numbers({ style: "unit", unit, unitDisplay: "short", maximumFractionDigits }).format(
    value,
  );
}

/** A length on the ground: "500 m", "20 km". */
export function distance(metres: number): string {
  const [value, unit] = metres < 1000 ? [metres, "meter"] : [metres / 1000, "kilometer"];
  return numbers({ style: "unit", unit, unitDisplay: "short" }).format(value);
}

/** A place in a recording: "12:04.3", or "1:12:04.3" from an hour on. */
export function position(seconds: number, decimals = 1): string {
  const scale = 10 ** decimals;
  const parts = Math.round(seconds * scale);
  const hours = Math.floor(parts / (3600 * scale));
  const minutes = Math.floor((parts % (3600 * scale)) / (60 * scale));
  const rest = (parts % (60 * scale)) / scale;
  const two = (value: number): string => String(value).padStart(2, "0");
  const end = `${rest < 10 ? "0" : ""}${rest.toFixed(decimals)}`;
  return hours > 0 ? `${String(hours)}:${two(minutes)}:${end}` : `${two(minutes)}:${end}`;
}

/**
 * A time of a recorder's own clock, from ISO 8601: "12 Mar 2026, 23:41:07".
 *
 * The text is taken apart, never given to the clock of this computer, whose zone is not the
 * recorder's.
 */
export function clock(iso: string): string {
  const parts = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d(?::\d\d)?))?/.exec(iso);
  if (parts === null) return iso;
  const [, year = "", month = "", date = "", time] = parts;
  const noon = Date.UTC(Number(year), Number(month) - 1, Number(date), 12);
  const day = dates({ day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(
    noon,
  );
  return time === undefined ? day : `${day}, ${time}`;
}

/** When something was done at this computer, on its own clock: "12 Mar 2026, 23:41". */
export function moment(iso: string): string {
  const options = { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" } as const;
  return dates(options).format(new Date(iso));
}

/** The day and month of an ISO 8601 text: "12 Mar". */
export function monthDay(iso: string): string {
  return dated(iso, { day: "numeric", month: "short" });
}

/** The month and year of an ISO 8601 text: "Mar 2026". */
export function monthYear(iso: string): string {
  return dated(iso, { month: "short", year: "numeric" });
}

function dated(iso: string, options: Intl.DateTimeFormatOptions): string {
  const noon = Date.parse(`${iso.slice(0, 10)}T12:00:00Z`);
  if (Number.isNaN(noon)) return iso;
  return dates({ ...options, timeZone: "UTC" }).format(noon);
}

/** A number that a person has typed; a decimal comma is read too. Undefined if it is none. */
export function typed(text: string): number | undefined {
  const plain = text.trim().replace(",", ".");
  const value = Number(plain);
  return plain === "" || !Number.isFinite(value) ? undefined : value;
}

/** A time of day from its hours, to the minute: "05:30"; the last second of an hour is its end. */
export function hourOfDay(value: number): string {
  const minutes = Math.round(value * 60);
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** The time on this computer's own clock: "14:03:22". */
export function timeNow(at: number): string {
  return dates({ timeStyle: "medium", hourCycle: "h23" }).format(at);
}

/** Hours of sound: "0.03 h", "0.8 h", "1,204 h". */
export function hours(value: number): string {
  const maximumFractionDigits = value > 0 && value < 0.1 ? 2 : value < 10 ? 1 : 0;
  return `${numbers({ maximumFractionDigits }).format(value)}\u00a0h`;
}

/** How many of something to one of another, in two digits that mean something. */
export function rate(value: number): string {
  const options = value < 100 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 0 };
  return numbers(options).format(value);
}
