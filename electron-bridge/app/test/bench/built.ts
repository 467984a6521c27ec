/** The page of the benches, built as the app's own page is, and served at its origin. */
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page as Tab } from "playwright-core";
import { build } from "vite";
import { ORIGIN } from "../chromium.js";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const OUT = here("../../dist/bench");
const TYPES: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
};

/** Functions that the page of the benches offers; `page/main.tsx` makes them. */
export interface BenchPage {
  fill: (name: "own" | "rac", pages: number) => Promise<number[]>;
  scroll: (frames: number, step: number) => Promise<number[]>;
  progress: (on: boolean) => void;
}

export async function benchPage(browser: Browser): Promise<Tab> {
  await build({
    configFile: here("../../vite.config.ts"),
    root: here("page"),
    logLevel: "error",
    build: { outDir: OUT, emptyOutDir: true },
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.addInitScript(() => {
    const rooms = ["state", "jobs"];
    const refused = { ok: false, error: { code: 0, kind: "NoAnswer", message: "A bench." } };
    const answer = () => Promise.resolve(refused);
    const follow = { follow: () => () => undefined };
    const linnet = new Proxy(
      {},
      { get: (_, name: string) => (rooms.includes(name) ? follow : answer) },
    );
    const info = { project: { name: "bench", path: "" }, recent: [], media: "media://" };
    Object.assign(window, { linnet, app: { info: () => Promise.resolve(info) } });
  });
  await context.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    const path = join(OUT, pathname === "/" ? "index.html" : pathname);
    await route.fulfill({
      body: await readFile(path),
      contentType: TYPES[extname(path)] ?? "application/octet-stream",
    });
  });
  const tab = await context.newPage();
  tab.on("pageerror", (error) => {
    console.error(`The page of the benches: ${String(error)}`);
  });
  await tab.goto(`${ORIGIN}/index.html`);
  await tab.waitForFunction(() => "bench" in window);
  return tab;
}
