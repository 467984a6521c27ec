/** What is kept of a result: enough to read, however many recordings a run had. */
const LONGEST_LIST = 100;
const LONGEST_TEXT = 10_000;
const MOST_VALUES = 10_000;

/** Cut long lists and texts of a plain value; `leftOut` counts the values that are missing. */
export function shortened(value: unknown): { value: unknown; leftOut: number } {
  let left = MOST_VALUES;
  let leftOut = 0;
  const cut = (each: unknown): unknown => {
    left--;
    if (typeof each === "string") {
      if (each.length <= LONGEST_TEXT) return each;
      leftOut++;
      return `${each.slice(0, LONGEST_TEXT)}…`;
    }
    if (typeof each !== "object" || each === null) return each;
    if (!Array.isArray(each)) {
      return Object.fromEntries(Object.entries(each).map(([name, inner]) => [name, cut(inner)]));
    }
    const kept: unknown[] = [];
    for (const inner of each.slice(0, LONGEST_LIST)) {
      if (left <= 0) break;
      kept.push(cut(inner));
    }
    leftOut += each.length - kept.length;
    return kept;
  };
  return { value: cut(value), leftOut };
}
