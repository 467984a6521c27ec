/** The system's Chromium, and the built page in it at its own origin, under main's content policy. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type BrowserContext } from "playwright-core";
import { policy } from "../shared/policy.js";

export const ORIGIN = "https://app.invalid";
export const RENDERER = fileURLToPath(new URL("../dist/renderer/", import.meta.url));

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** A Chromium of the system, or of LINNET_CHROMIUM; undefined where there is none. */
export const executable = [process.env.LINNET_CHROMIUM ?? "", ...PLACES].find((place) =>
  existsSync(place),
);

export function launch(args: string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: executable ?? "", args: ["--no-sandbox", ...args] });
}

const TYPES: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
};

/** Serve the built page to a context, without main. */
export async function serve(context: BrowserContext): Promise<void> {
  await context.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    const path = join(RENDERER, pathname === "/" ? "index.html" : pathname);
    await route.fulfill({
      body: await readFile(path),
      contentType: TYPES[extname(path)] ?? "application/octet-stream",
      headers: { "Content-Security-Policy": policy() },
    });
  });
}
