// Builds dist/: the page by Vite, main and preload by esbuild. `--only renderer` builds one part.
import { fileURLToPath } from "node:url";
import { build as bundle } from "esbuild";
import { build as buildPage } from "vite";

// Whoever builds, a test or a bench, gets the page that users get, not the slower one for development.
process.env.NODE_ENV = "production";

const app = fileURLToPath(new URL("..", import.meta.url));
// Lingui looks for it where a program is started, and this one is started from anywhere.
process.env.LINGUI_CONFIG ??= `${app}/lingui.config.ts`;
const only = process.argv.includes("--only") ? process.argv.at(-1) : undefined;
const wanted = (part) => only === undefined || only === part;

const options = {
  absWorkingDir: app,
  bundle: true,
  external: ["electron"],
  format: "cjs",
  logLevel: "warning",
  platform: "node",
  target: "node24",
};

if (wanted("main")) {
  await bundle({ ...options, entryPoints: ["main/index.ts"], outfile: "dist/main/index.cjs" });
}
// A sandboxed preload is one CommonJS file.
if (wanted("preload")) {
  await bundle({ ...options, entryPoints: ["preload/index.ts"], outfile: "dist/preload.cjs" });
}
if (wanted("renderer")) await buildPage({ configFile: `${app}/vite.config.ts`, logLevel: "warn" });
