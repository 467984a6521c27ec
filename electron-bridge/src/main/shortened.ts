import { isRecord } from "./checks.js";

/** What is kept of a result: enough to read, however many recordings a run had. */
const LONGEST_LIST = 100;
const MOST_VALUES = 2000;
const MOST_CHARACTERS = 65_536;

export interface Shortened {
  value: unknown;
  /** How many values are missing. */
  leftOut: number;
  /** Of the value's own lists that were cut: how long each was. */
  lengths: Record<string, number>;
}

/** Cut long lists and texts of a plain value. */
export function shortened(value: unknown): Shortened {
  let values = MOST_VALUES;
  let characters = MOST_CHARACTERS;
  let leftOut = 0;
  const text = (each: string): string => {
    const kept = each.slice(0, Math.max(0, characters));
    characters -= kept.length;
    if (kept.length < each.length) leftOut++;
    return kept.length < each.length ? `${kept}…` : kept;
  };
  const cut = (each: unknown): unknown => {
    values--;
    if (typeof each === "string") return text(each);
    if (typeof each !== "object" || each === null) return each;
    if (!Array.isArray(each)) {
      const kept: Record<string, unknown> = {};
      for (const [name, inner] of Object.entries(each)) {
        if (values <= 0) leftOut++;
        else kept[name] = cut(inner);
      }
      return kept;
    }
    const kept: unknown[] = [];
    for (const inner of each.slice(0, LONGEST_LIST)) {
      if (values <= 0) break;
      kept.push(cut(inner));
    }
    leftOut += each.length - kept.length;
    return kept;
  };
  const kept = cut(value);
  return { value: kept, leftOut, lengths: lengthsOf(value, kept) };
}

function lengthsOf(value: unknown, kept: unknown): Record<string, number> {
  if (!isRecord(value) || !isRecord(kept)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, list]) => {
      const some = kept[name];
      const isCut = Array.isArray(list) && !(Array.isArray(some) && some.length === list.length);
      return isCut ? [[name, list.length]] : [];
    }),
  );
}
