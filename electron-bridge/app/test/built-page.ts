/** The page as it is built for the app; built again where its sources are newer. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const app = fileURLToPath(new URL("..", import.meta.url));
const SOURCES = ["renderer", "shared", "../src", "vite.config.ts", "package.json"];

/** The folder of the built page. */
export async function builtPage(): Promise<string> {
  const pages = join(app, "dist", "renderer");
  const index = join(pages, "index.html");
  const newest = Math.max(...(await Promise.all(SOURCES.map((each) => changed(join(app, each))))));
  if (!existsSync(index) || (await stat(index)).mtimeMs < newest) {
    const script = join(app, "scripts", "build.mjs");
    const built = spawnSync(process.execPath, [script, "--only", "renderer"], { encoding: "utf8" });
    if (built.status !== 0) throw new Error(`The page cannot be built.\n${built.stderr}`);
  }
  return pages;
}

/** Before all tests, some of which open the page without main. */
export async function setup(): Promise<void> {
  await builtPage();
}

/** When a file, or any below a folder, was last changed. */
async function changed(path: string): Promise<number> {
  const found = await stat(path);
  if (!found.isDirectory()) return found.mtimeMs;
  const inside = await readdir(path);
  return Math.max(0, ...(await Promise.all(inside.map((each) => changed(join(path, each))))));
}
