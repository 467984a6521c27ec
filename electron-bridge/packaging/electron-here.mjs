// Where Electron's program is taken from: a machine that releases has it, others may not.
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const PROGRAM = {
  darwin: join("Electron.app", "Contents", "MacOS", "Electron"),
  win32: "electron.exe",
};

// Before a program's fuses stand these letters, a version and their number (source: @electron/fuses 2.1.3).
export const SENTINEL = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
const FUSES = 8;

const WORDS = "This package was assembled without Electron. It holds the app and its engine.";

/** The folder with Electron's program on this machine, if there is one. */
export function electronHere() {
  const { ELECTRON_OVERRIDE_DIST_PATH: named } = process.env;
  const installed = createRequire(import.meta.url).resolve("electron/package.json");
  const folder = named ?? join(dirname(installed), "dist");
  return existsSync(join(folder, PROGRAM[process.platform] ?? "electron")) ? folder : undefined;
}

/** The folder that the package is made from: Electron's, or one with a program that says what it is. */
export async function electronOfBuild() {
  return electronHere() ?? (await standIn());
}

/** A folder laid out as Electron's is on Linux. Its program has fuses to set, and no window to open. */
async function standIn() {
  const folder = await mkdtemp(join(tmpdir(), "linnet-without-electron-"));
  const fuses = `${SENTINEL}\x01${String.fromCharCode(FUSES)}${"0".repeat(FUSES)}`;
  const program = `#!/bin/sh\necho '${WORDS}' >&2\nexit 69\n# ${fuses}\n`;
  await writeFile(join(folder, "electron"), program, { encoding: "latin1", mode: 0o755 });
  for (const empty of ["locales", "resources"]) await mkdir(join(folder, empty));
  for (const file of ["LICENSE", "LICENSES.chromium.html", "locales/en-US.pak", "locales/de.pak"]) {
    await writeFile(join(folder, file), "");
  }
  return folder;
}
