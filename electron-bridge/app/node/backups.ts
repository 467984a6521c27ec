/** Copies that the engine makes of a project's file before it brings its tables up to date. */
import { readdir } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";

/** The copies beside a project. */
export async function backupsOf(path: string): Promise<ReadonlySet<string>> {
  const end = extname(path);
  const begin = `${basename(path, end)}.backup-`;
  const all = await readdir(dirname(path)).catch(() => []);
  const found = all.filter((name) => name.startsWith(begin) && name.endsWith(end));
  return new Set(found.map((name) => join(dirname(path), name)));
}
