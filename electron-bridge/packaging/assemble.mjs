// Assembles the app: page, main and preload in app.asar, the engine beside it, Electron around both.
// With --release, installers are made, and a machine without Electron's program is refused.
import { spawnSync } from "node:child_process";
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "electron-builder";
import { electronHere } from "./electron-here.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const release = process.argv.includes("--release");

if (electronHere() === undefined) {
  console.error(
    "Electron's program is not on this machine. `npx install-electron` in electron-bridge fetches it.",
  );
  if (release) process.exit(1);
  if (process.platform !== "linux") {
    console.error("Without it, packages are assembled on Linux alone.");
    process.exit(1);
  }
  console.error("What is assembled here holds the app and its engine, and opens no window.");
}
const page = spawnSync(process.execPath, [here("../app/scripts/build.mjs")], { stdio: "inherit" });
if (page.status !== 0) process.exit(page.status ?? 1);
// Files of an earlier version must not stay beside those of this one.
await rm(here("../../dist/app"), { recursive: true, force: true });
await build({
  projectDir: here("../app"),
  config: here("electron-builder.mjs"),
  dir: !release,
  publish: "never",
});
