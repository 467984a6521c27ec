/** Writes and reads the file by which settings are taken along; the place is a person's choice. */
import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import type { Outcome } from "@linnet/electron-bridge/api.js";
import { refused } from "@linnet/electron-bridge/main/failures.js";
import { writeWhole } from "@linnet/electron-bridge/main/index.js";
import type { Settings } from "../shared/settings.js";
import { copyOf, readCopy, type SettingsCopy } from "../shared/settings-copy.js";
import type { Words } from "./words.js";

/** A file of settings is far smaller; whatever is larger is another thing. */
const MOST_BYTES = 1_000_000;

const failure = (message: string): { ok: false; error: ReturnType<typeof refused> } => {
  return { ok: false, error: refused(message) };
};

/** The file that was written; null if the person left the dialog. */
export async function writeSettingsCopy(
  [path]: readonly string[],
  settings: Settings,
  { copyUnwritten }: Words,
): Promise<Outcome<string | null>> {
  if (path === undefined) return { ok: true, value: null };
  try {
    await writeWhole(path, copyOf(settings));
    return { ok: true, value: path };
  } catch {
    return failure(copyUnwritten(path));
  }
}

/** What a file holds; null if the person left the dialog. Nothing is changed yet. */
export async function readSettingsCopy(
  [path]: readonly string[],
  { copyFaults }: Words,
): Promise<Outcome<SettingsCopy | null>> {
  if (path === undefined) return { ok: true, value: null };
  const name = basename(path);
  try {
    const { size } = await stat(path);
    const read = size > MOST_BYTES ? "foreign" : readCopy(await readFile(path, "utf8"));
    if (typeof read === "string") return failure(copyFaults[read](name));
    if ("bad" in read) return failure(copyFaults.bad(name, read.bad));
    return { ok: true, value: { ...read, name } };
  } catch {
    return failure(copyFaults.unread(name));
  }
}
