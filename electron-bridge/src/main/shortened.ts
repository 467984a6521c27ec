/** What is kept of a result: enough to read, however many recordings a run had. */
const LONGEST_LIST = 100;
const MOST_VALUES = 2000;
const MOST_CHARACTERS = 65_536;

/** Cut long lists and texts of a plain value; `leftOut` counts the values that are missing. */
export function shortened(value: unknown): { value: unknown; leftOut: number } {
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
  return { value: cut(value), leftOut };
}
