import type { Methods } from "../generated/contract.js";
import type { Grants } from "./grants.js";
import { watchWay, type Watched } from "./steady.js";

/** Short calls whose answer, or whose errors, tell what stands in the named file. */
const TELL: readonly string[] = [
  "spectrogram",
  "waveform",
  "sound",
  "annotations/import",
  "annotations/merge",
  "names/add",
  "names/install",
  "places/set",
] satisfies (keyof Methods)[];

/** A look at the paths that a call names; `moved` says what is wrong with them after the call. */
export interface Looked {
  moved: () => Promise<string | undefined>;
}

/**
 * Look at the paths of a call before the engine opens them by their names.
 *
 * Says why the call is refused. A file may be swapped for a link in between, so `moved` looks again
 * when the engine has answered: an answer from elsewhere is withheld.
 */
export async function lookAt(
  method: string,
  paths: readonly string[],
  grants: Grants,
): Promise<string | Looked> {
  const watched: [string, Watched][] = [];
  for (const path of paths) {
    const root = await grants.rootOf(path);
    if (root === undefined) return notIn(path, grants);
    if (!TELL.includes(method)) continue;
    const way = await watchWay(path, root);
    if (way === undefined) return `"${path}" is being changed. Try again.`;
    watched.push([path, way]);
  }
  return { moved: () => moved(paths, watched, grants) };
}

function notIn(path: string, grants: Grants): string {
  const off = grants.offOf(path);
  return off === "gone" || off === "silent"
    ? `The drive or folder of "${path}" is not there now. Connect it and try again.`
    : `"${path}" is not in a folder that was picked.`;
}

async function moved(
  paths: readonly string[],
  watched: readonly [string, Watched][],
  grants: Grants,
): Promise<string | undefined> {
  for (const [path, way] of watched) {
    if (!(await way.same())) return `"${path}" was changed while it was read. Try again.`;
  }
  for (const path of paths) {
    if (!(await grants.allows(path))) return `"${path}" led elsewhere while it was read.`;
  }
  return undefined;
}
