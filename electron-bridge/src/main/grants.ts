import { lstat, realpath } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";

/** Behind a link the system takes `..` otherwise than its text says; Windows takes ".. " for it. */
const PARENT = /(^|[\\/])[. ]*\.\.[. ]*([\\/]|$)/;

/** Folders that the user has picked, in a dialog or by dropping them: a page may name no other. */
export class Grants {
  readonly #folders = new Set<string>();

  /** Allow a folder, or a single file, and all below it; it must be there. */
  async grant(path: string): Promise<void> {
    this.#folders.add(await realpath(path));
  }

  /** Whether a path lies in what was granted, links followed; one that is not there yet may too. */
  async allows(path: string): Promise<boolean> {
    return (await this.rootOf(path)) !== undefined;
  }

  /** The granted folder that a path lies in, links followed. */
  async rootOf(path: string): Promise<string | undefined> {
    const real = await whereItIs(path);
    return real === undefined ? undefined : this.#root(path, real);
  }

  /** Whether a path may be named that leads to `real`, links followed. */
  holds(path: string, real: string): boolean {
    return this.#root(path, real) !== undefined;
  }

  #root(path: string, real: string): string | undefined {
    if (!isAbsolute(path) || PARENT.test(path)) return undefined;
    return [...this.#folders].find((folder) => inside(folder, real));
  }
}

function inside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** Follow links as far as the path exists; undefined where a link leads to nowhere. */
export async function whereItIs(path: string): Promise<string | undefined> {
  const whole = resolve(path);
  const parent = dirname(whole);
  try {
    return await realpath(whole);
  } catch {
    // Whoever wrote through such a link would make a file elsewhere.
    if (parent === whole || (await isThere(whole))) return undefined;
    const above = await whereItIs(parent);
    return above === undefined ? undefined : join(above, relative(parent, whole));
  }
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
