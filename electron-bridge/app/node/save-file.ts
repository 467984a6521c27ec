/** Writes what a page has made, such as a plot; the place is a person's choice. */
import { writeFile } from "node:fs/promises";
import type { Outcome } from "@linnet/electron-bridge/api.js";
import { refused } from "@linnet/electron-bridge/main/failures.js";
import type { Words } from "./words.js";

/** The file that was written; null if the person left the dialog. */
export async function saveFile(
  [path]: readonly string[],
  base64: string,
  { fileUnwritten }: Words,
): Promise<Outcome<string | null>> {
  if (path === undefined) return { ok: true, value: null };
  try {
    // The dialog has asked already whether a file of this name may be replaced.
    await writeFile(path, Buffer.from(base64, "base64"));
    return { ok: true, value: path };
  } catch {
    return { ok: false, error: refused(fileUnwritten(path)) };
  }
}
