// Builds the app and starts it in the real Electron, where its program is there.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const app = fileURLToPath(new URL("..", import.meta.url));
const electron = dirname(createRequire(import.meta.url).resolve("electron/package.json"));
const { ELECTRON_OVERRIDE_DIST_PATH: dist = join(electron, "dist") } = process.env;
const named = join(electron, "path.txt");
const usual = { darwin: "Electron.app/Contents/MacOS/Electron", win32: "electron.exe" };
const program = existsSync(named)
  ? readFileSync(named, "utf8")
  : (usual[process.platform] ?? "electron");
const path = join(dist, program);

if (!existsSync(path)) {
  console.error(`Electron's program is not there: ${path}
Its package no longer brings it. Do one of these, then run this again:
  npx install-electron                       fetches it from GitHub, once
  ELECTRON_OVERRIDE_DIST_PATH=/a/folder      names a folder in which it lies already
Without Electron, "npm run web" opens the same page in Chromium.`);
  process.exit(1);
}
const { status } = spawnSync(process.execPath, [join(app, "scripts", "build.mjs")], {
  stdio: "inherit",
});
if (status !== 0) process.exit(status ?? 1);
const child = spawn(path, [app, ...process.argv.slice(2)], { stdio: "inherit" });
child.on("exit", (code) => process.exit(code ?? 1));
