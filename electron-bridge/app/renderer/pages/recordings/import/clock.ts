/** The recorder's clock as text: what it showed, and by how much it has to be shifted. */

const TIME = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d))?/;
/** Of what a person typed, nothing is passed over: no "PM", no zone, no half a second. */
const WHOLE = new RegExp(`${TIME.source}$`);
const LONGEST = "2026-03-12T05:00:00".length;

/** What a clock showed, as a person would type it: "2026-03-12 05:00:00". */
export function shown(iso: string): string {
  const parts = TIME.exec(iso);
  if (parts === null) return iso;
  const [, year = "", month = "", day = "", hour = "", minute = "", second = "00"] = parts;
  return `${year}-${month}-${day} ${hour}:${minute}:${second}`;
}

/** Seconds from a time to one that a person typed, by what clocks show; undefined if one is no time. */
export function shiftBetween(from: string, to: string): number | undefined {
  const [one, other] = [seconds(from), seconds(to.trim(), WHOLE)];
  return one === undefined || other === undefined ? undefined : other - one;
}

/** What a clock would show so many seconds later. */
export function shifted(iso: string, by: number): string {
  const at = seconds(iso);
  return at === undefined
    ? iso
    : new Date((at + by) * 1000).toISOString().slice(0, 19).replace("T", " ");
}

/** Read as if all clocks ran by UTC, so that no zone of this computer has a say. */
function seconds(text: string, form = TIME): number | undefined {
  const parts = form.exec(text);
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second = "0"] = parts;
  const at = Date.UTC(
    ...([Number(year), Number(month) - 1, Number(day)] as const),
    ...([Number(hour), Number(minute), Number(second)] as const),
  );
  // 31 February is no day, and 10:75 no time.
  const same = parts[0].replace(" ", "T").padEnd(LONGEST, ":00");
  return new Date(at).toISOString().startsWith(same) ? at / 1000 : undefined;
}
