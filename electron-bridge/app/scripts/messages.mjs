// Reads all text of the page into i18n/*.po, and fails if a translation is missing.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const app = fileURLToPath(new URL("..", import.meta.url));
const cli = createRequire(import.meta.url).resolve("@lingui/cli/package.json");
const run = (...words) =>
  spawnSync(process.execPath, [cli.replace("package.json", `dist/${words[0]}.js`), ...words.slice(1)], {
    cwd: app,
    stdio: "inherit",
  }).status;

process.exit(run("lingui-extract", "--clean", "--overwrite") || run("lingui-compile", "--strict"));
