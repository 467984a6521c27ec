import { realpath } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";

/** Folders that the user has picked, in a dialog or by dropping them: a page may name no other. */
export class Grants {
  readonly #folders = new Set<string>();

  /** Allow a folder, or a single file, and all below it. */
  async grant(path: string): Promise<void> {
    this.#folders.add(await whereItIs(path));
  }

  /** Whether a path lies in what was granted, links followed; one that is not there yet may too. */
  async allows(path: string): Promise<boolean> {
    if (path === "" || !isAbsolute(path)) return false;
    const real = await whereItIs(path);
    return [...this.#folders].some((folder) => inside(folder, real));
  }
}

function inside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** Follow links as far as the path exists; the rest is taken as it is written. */
async function whereItIs(path: string): Promise<string> {
  const whole = resolve(path);
  try {
    return await realpath(whole);
  } catch {
    const parent = dirname(whole);
    if (parent === whole) return whole;
    return join(await whereItIs(parent), relative(parent, whole));
  }
}
