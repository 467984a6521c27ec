import { accessSync, constants, statSync } from "node:fs";
import { join } from "node:path";
import { SidecarNotFound, type PlaceLookedAt } from "../call/errors.js";

export interface Places {
  /** The program itself; then no other place counts. */
  path?: string;
  /** `process.resourcesPath` of the packaged application, into which `linnet/` was copied. */
  resourcesPath?: string;
  /** The source tree, for development. */
  repository?: string;
}

/** Find the sidecar and say how to run it; raises SidecarNotFound. */
export function findSidecar(
  places: Places,
  platform: NodeJS.Platform = process.platform,
): { command: string; args: string[] } {
  const looked: PlaceLookedAt[] = [];
  for (const path of candidates(places, platform)) {
    const problem = whyNot(path);
    if (problem === undefined) return { command: path, args: ["serve"] };
    looked.push({ path, problem });
  }
  throw new SidecarNotFound(looked);
}

function candidates({ path, resourcesPath, repository }: Places, platform: string): string[] {
  if (path !== undefined) return [path];
  const windows = platform === "win32";
  const frozen = join("linnet", windows ? "linnet.exe" : "linnet");
  const installed = windows ? join("Scripts", "linnet.exe") : join("bin", "linnet");
  return [
    ...(resourcesPath === undefined ? [] : [join(resourcesPath, frozen)]),
    ...(repository === undefined
      ? []
      : [join(repository, "dist", frozen), join(repository, ".venv", installed)]),
  ];
}

function whyNot(path: string): string | undefined {
  // Electron lets such a file be read as any other, but the system knows of no such file.
  if (/\.asar[\\/]/.test(path)) {
    return "a program inside app.asar cannot be run; ship it beside, by extraResources";
  }
  try {
    if (!statSync(path).isFile()) return "not a file";
  } catch {
    return "not there";
  }
  try {
    accessSync(path, constants.X_OK);
    return undefined;
  } catch {
    return "may not be run";
  }
}
