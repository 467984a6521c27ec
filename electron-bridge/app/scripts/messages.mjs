// Reads all text of the page into renderer/i18n/*.po; the build fails if a translation is missing.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const app = fileURLToPath(new URL("..", import.meta.url));
const lingui = fileURLToPath(import.meta.resolve("@lingui/cli")).replace(
  /index\.[cm]?js$/,
  "lingui.js",
);
const words = ["extract", "--clean", ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, [lingui, ...words], { cwd: app, stdio: "inherit" });
// The date would make every reading a change.
for (const language of ["en", "es"]) {
  const path = `${app}/renderer/i18n/${language}.po`;
  writeFileSync(path, readFileSync(path, "utf8").replace(/^"POT-Creation-Date.*\n/m, ""));
}
process.exit(status ?? 1);
