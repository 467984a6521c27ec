// Loads a TypeScript module of the app into this process of Node.
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const app = fileURLToPath(new URL("..", import.meta.url));

export async function load(path) {
  process.env.LINGUI_CONFIG ??= resolve(app, "lingui.config.ts");
  const { module } = await runnerImport(path, {
    configFile: false,
    logLevel: "warn",
    root: app,
    resolve: { alias: { "@linnet/electron-bridge": resolve(app, "../src") } },
  });
  return module;
}
