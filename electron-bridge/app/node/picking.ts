/** Grants what a person chose, and says of the rest why not. */
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { GrantRefused, type Grants } from "@linnet/electron-bridge/main/index.js";
import type { Picked } from "../shared/app-api.js";
import type { Words } from "./words.js";

/** Refusals that one dialog holds. */
const SAID = 5;

/** Grant each path; `refused` is a sentence for each that cannot be, or empty. */
export async function grantAll(
  paths: readonly string[],
  grants: Grants,
  { notPicked, andMore }: Words,
): Promise<{ picked: Picked[]; refused: string }> {
  const picked: Picked[] = [];
  const not: string[] = [];
  for (const path of new Set(paths)) {
    try {
      await grants.grant(path);
      const found = await stat(path);
      picked.push({ path, name: basename(path), isFolder: found.isDirectory() });
    } catch (error) {
      not.push(notPicked(path, error instanceof GrantRefused ? error.reason : "gone"));
    }
  }
  const more = not.length > SAID ? [andMore(not.length - SAID)] : [];
  return { picked, refused: [...not.slice(0, SAID), ...more].join("\n") };
}
