/** What a page may send at most: far below what the sidecar takes, far above what pages need. */
const DEEPEST = 32;
const MOST_VALUES = 100_000;

/** Params that name files or folders. */
const PATHS = ["inputs", "path", "labels", "golden", "destination", "source"];

/** Say why a value is not plain JSON of a sensible size; undefined when it is. */
export function notPlain(value: unknown): string | undefined {
  let left = MOST_VALUES;
  const look = (each: unknown, depth: number): string | undefined => {
    if (depth > DEEPEST) return "it is nested too deeply";
    if (--left < 0) return "it holds too many values";
    if (each === null || typeof each === "string" || typeof each === "boolean") return undefined;
    if (typeof each === "number") return Number.isFinite(each) ? undefined : "it holds no number";
    if (typeof each !== "object") return `it holds a ${typeof each}`;
    const plain = Array.isArray(each) || isRecord(each);
    if (!plain) return "it holds an object of a class";
    for (const inner of Object.values(each)) {
      // What is undefined is left out on its way.
      const problem = inner === undefined ? undefined : look(inner, depth + 1);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
  return look(value, 0);
}

/** Whether a value is an object as JSON has them. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** List the files and folders that params name. */
export function pathsIn(params: Record<string, unknown>): string[] {
  return PATHS.flatMap((name) => params[name]).filter((path) => typeof path === "string");
}
