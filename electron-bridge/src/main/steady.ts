import { lstat } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout } from "node:timers/promises";
import { whereItIs } from "./grants.js";

/** A system's clock of files may stand for this long: two changes within it look like one. */
const TICK_MS = 25;
const LOOKS = 4;

/** What a path leads to: each file and folder on the way, and when it was last changed or moved. */
interface Way {
  readonly steps: string;
  readonly changedMs: number;
}

/**
 * Remember what a path leads to within `root`; `same` tells whether it has done so ever since.
 *
 * No program can set the time of a change, and moving a file or a folder away and back changes
 * that time. So this also sees a link that was there only for a moment. Undefined while the file
 * or a folder above it is being changed.
 */
export async function watchWay(path: string, root: string): Promise<Watched | undefined> {
  for (let look = 0; look < LOOKS; look++) {
    if (look > 0) await setTimeout(TICK_MS);
    const way = await wayTo(path, root);
    if (way === undefined) continue;
    if (Math.abs(Date.now() - way.changedMs) > TICK_MS) {
      return { same: async () => (await wayTo(path, root))?.steps === way.steps };
    }
  }
  return undefined;
}

export interface Watched {
  same: () => Promise<boolean>;
}

/** Undefined for a path that leads elsewhere. */
async function wayTo(path: string, root: string): Promise<Way | undefined> {
  const place = await whereItIs(path);
  if (place === undefined) return undefined;
  const steps: string[] = [place];
  let changedMs = 0;
  for (let at = place; ; at = dirname(at)) {
    // Of a file that is not there yet, the folder tells whether it was there in between.
    const found = await lstat(at, { bigint: true }).catch(() => undefined);
    steps.push(found === undefined ? "none" : [found.dev, found.ino, found.ctimeNs].join(" "));
    changedMs = Math.max(changedMs, Number((found?.ctimeNs ?? 0n) / 1_000_000n));
    if (at === root) return { steps: steps.join("\n"), changedMs };
    if (at === dirname(at)) return undefined;
  }
}
