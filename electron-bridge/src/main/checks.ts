/** What a page may send at most: far below what the sidecar takes, far above what pages need. */
const DEEPEST = 32;
const MOST_VALUES = 100_000;
const MOST_CHARACTERS = 32 * 2 ** 20;

/** Say why a value is not plain JSON of a sensible size; undefined when it is. */
export function notPlain(value: unknown): string | undefined {
  let left = MOST_VALUES;
  let characters = MOST_CHARACTERS;
  const look = (each: unknown, depth: number): string | undefined => {
    if (depth > DEEPEST) return "it is nested too deeply";
    if (--left < 0) return "it holds too many values";
    if (typeof each === "string") {
      return (characters -= each.length) < 0 ? "it holds too much text" : undefined;
    }
    if (each === null || typeof each === "boolean") return undefined;
    if (typeof each === "number") return Number.isFinite(each) ? undefined : "it holds no number";
    if (typeof each !== "object") return `it holds a ${typeof each}`;
    const plain = Array.isArray(each) || isRecord(each);
    if (!plain) return "it holds an object of a class";
    if (!Array.isArray(each)) {
      for (const name of Object.keys(each)) characters -= name.length;
      if (characters < 0) return "it holds too much text";
    }
    for (const inner of Object.values(each)) {
      // What is undefined is left out on its way.
      const problem = inner === undefined ? undefined : look(inner, depth + 1);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
  return look(value, 0);
}

/** Roughly the bytes that a plain value takes while it is held. */
export function weight(value: unknown): number {
  if (typeof value === "string") return 64 + 2 * value.length;
  if (typeof value !== "object" || value === null) return 16;
  const names = Array.isArray(value) ? [] : Object.keys(value);
  const own = names.reduce((sum, name) => sum + 64 + 2 * name.length, 64);
  return Object.values(value).reduce((sum: number, inner) => sum + weight(inner), own);
}

/** Whether a value is an object as JSON has them. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** List the files and folders that params name; `ways` are the members that lead to them. */
export function pathsIn(params: unknown, ways: readonly (readonly string[])[]): string[] {
  if (ways.length === 0) return [];
  if (Array.isArray(params)) return params.flatMap((item) => pathsIn(item, ways));
  if (typeof params === "string") return ways.some((way) => way.length === 0) ? [params] : [];
  if (!isRecord(params)) return [];
  return Object.entries(params).flatMap(([member, value]) => {
    const onwards = ways.filter(([next]) => next === "*" || plain(next) === plain(member));
    return pathsIn(
      value,
      onwards.map((way) => way.slice(1)),
    );
  });
}

/** The engine takes a member as `list_path` too where the contract says `listPath`. */
function plain(member: string | undefined): string | undefined {
  return member?.replaceAll("_", "").toLowerCase();
}
