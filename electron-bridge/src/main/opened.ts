import { constants, realpathSync, type BigIntStats } from "node:fs";
import { lstat, open, readlink, realpath, type FileHandle } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";

// Windows has neither flag.
const { O_NOFOLLOW = 0, O_NONBLOCK = 0 }: Partial<typeof constants> = constants;

/** Follow no link at the end of a path, and wait for no pipe. */
const FLAGS = constants.O_RDONLY | O_NOFOLLOW | O_NONBLOCK;

/** Which file a handle or a path leads to. */
export interface Identity {
  readonly dev: bigint;
  readonly ino: bigint;
}

/** Where a path leads, links followed; a file that is not there yet lies in its folder. */
export function placeOf(path: string): string {
  const whole = resolve(path);
  try {
    return realpathSync.native(whole);
  } catch {
    const above = dirname(whole);
    return above === whole ? whole : join(placeOf(above), basename(whole));
  }
}

/**
 * Open a file that lies at `place` itself, by no link; undefined for any other.
 *
 * The opened file is looked at, not the path, which may lead elsewhere a moment later.
 */
export async function openAt(
  place: string,
): Promise<{ handle: FileHandle; found: BigIntStats } | undefined> {
  const handle = await open(place, FLAGS).catch(() => undefined);
  if (handle === undefined) return undefined;
  try {
    const found = await handle.stat({ bigint: true });
    if (found.isFile() && (await lies(handle, found, place))) return { handle, found };
  } catch {
    // Then it is as if it were not there.
  }
  await handle.close();
  return undefined;
}

export function isSame(one: Identity, other: Identity): boolean {
  return one.dev === other.dev && one.ino === other.ino;
}

/** Whether an opened file lies at `place`; Linux knows where, elsewhere the path is followed. */
async function lies(handle: FileHandle, found: Identity, place: string): Promise<boolean> {
  const opened = await readlink(`/proc/self/fd/${String(handle.fd)}`).catch(() => undefined);
  if (opened !== undefined) return opened === place;
  // A folder above may be swapped between two looks, so both are taken twice.
  for (let look = 0; look < 2; look++) {
    if ((await realpath(place)) !== place) return false;
    if (!isSame(await lstat(place, { bigint: true }), found)) return false;
  }
  return true;
}
