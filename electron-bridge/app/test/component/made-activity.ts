/** Made counts with effort: owls at night, a recorder with a gap, days not analysed, cards without dates. */
import type {
  Comparison,
  Methods,
  QueryRequest,
} from "@linnet/electron-bridge/generated/contract.js";
import { SPECIES } from "./made-detections.js";

const DAYS = 28;
/** Hours in which the recorder is on: from five in the afternoon to nine in the morning. */
const isOn = (hour: number): boolean => hour >= 17 || hour < 9;

interface Hour {
  date: string;
  hour: number;
  recorded: number;
  analysed: number;
}

const two = (value: number): string => String(value).padStart(2, "0");

/** Every hour of March 2026 with its effort. */
export const MADE_HOURS: readonly Hour[] = Array.from({ length: DAYS * 24 }, (_, at) => {
  const [day, hour] = [Math.floor(at / 24) + 1, at % 24];
  // The battery was empty for a night, from noon to noon.
  const gap = (day === 10 && hour >= 12) || (day === 11 && hour < 12);
  const recorded = isOn(hour) && !gap ? 0.8 : 0;
  return { date: `2026-03-${two(day)}`, hour, recorded, analysed: day > 26 ? 0 : recorded };
});

/** What a species was heard in an hour: at dusk and dawn, each on its own nights. */
export function madeHeard(species: string, { date, hour, analysed }: Hour): number {
  const number = SPECIES.findIndex(([name]) => name === species);
  if (analysed === 0 || number < 0) return 0;
  const day = Number(date.slice(8));
  const peak = [19, 23, 4, 6, 18][number] ?? 0;
  const away = Math.min((hour - peak + 24) % 24, (peak - hour + 24) % 24);
  const good = ((day * 7 + number * 5) % 9) - 2;
  return Math.max(0, (good - 2 * away) * (number + 1));
}

export const UNDATED = { recordings: 12, hours: 6, detections: 34 };

const isComparison = (value: unknown): value is Comparison =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether an hour passes a condition on its date. */
function passes({ date, hour }: Hour, condition: unknown): boolean {
  if (!isComparison(condition)) return true;
  const at = `${date}T${two(hour)}:00:00`;
  const { between, ge, le, lt } = condition;
  const [from, to] = (between ?? [ge, le]) as [string | undefined, string | undefined];
  const end = to === undefined || to.length > 10 ? to : `${to}T24`;
  return (
    (from === undefined || at >= from) &&
    (end === undefined || at <= end) &&
    (typeof lt !== "string" || at < lt)
  );
}

function monday(date: string): string {
  const ms = Date.parse(`${date}T00:00:00Z`);
  return new Date(ms - ((new Date(ms).getUTCDay() + 6) % 7) * 86_400_000)
    .toISOString()
    .slice(0, 10);
}

/** The answer to `counts` by times, of one or more species or of recordings. */
export function madeCounts({ of, by = [], where = {} }: QueryRequest): Methods["query"]["result"] {
  const names = Array.isArray(where.species) ? where.species.map(String) : [];
  const cells = new Map<string, Record<string, string | number | null>>();
  const add = (keys: Record<string, string | number | null>, hour: Hour, heard: number): void => {
    const cell = cells.get(JSON.stringify(keys)) ?? {
      ...NO_KEYS,
      ...keys,
      ...{ detections: 0, recordings: 0, hoursRecorded: 0, hoursAnalysed: 0, maxScore: null },
    };
    cell.detections = Number(cell.detections) + heard;
    cell.recordings = Number(cell.recordings) + (hour.recorded > 0 ? 1 : 0);
    cell.hoursRecorded = Number(cell.hoursRecorded) + hour.recorded;
    cell.hoursAnalysed = Number(cell.hoursAnalysed) + hour.analysed;
    if (heard > 0) cell.maxScore = 0.93;
    cells.set(JSON.stringify(keys), cell);
  };
  const undated = Array.isArray(where.date) && where.date[0] === null;
  if (undated) {
    const none = { date: "", hour: 0, recorded: UNDATED.hours, analysed: UNDATED.hours };
    add({}, none, UNDATED.detections);
    const [cell] = cells.values();
    if (cell !== undefined) cell.recordings = UNDATED.recordings;
  }
  for (const hour of undated ? [] : MADE_HOURS.filter((each) => passes(each, where.date))) {
    const keys = {
      ...{ date: hour.date, week: monday(hour.date), month: hour.date.slice(0, 7) },
      hour: hour.hour,
    };
    const own = Object.fromEntries(by.map((key) => [key, keys[key as keyof typeof keys]]));
    const heard = names.reduce((sum, name) => sum + madeHeard(name, hour), 0);
    add(own, hour, of === "recordings" ? 0 : heard);
  }
  const rows = [...cells.values()];
  return {
    ...{ rows: rows as never[], nextCursor: null, prevCursor: null, before: 0, marks: [] },
    ...{ total: rows.length, totalExact: true, notes: [] },
  };
}

const NO_KEYS = Object.fromEntries(
  "species common siteId site deploymentId recorder date week month hour score verdict model labels confirmed"
    .split(" ")
    .map((key) => [key, null]),
);
