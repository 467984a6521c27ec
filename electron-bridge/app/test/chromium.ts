/** The system's Chromium, and the built page in it at its own origin, under main's content policy. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser } from "playwright-core";
import { policy } from "../shared/policy.js";

export const ORIGIN = "https://app.invalid";
export const RENDERER = fileURLToPath(new URL("../dist/renderer/", import.meta.url));

/** A Chromium without windows: it draws the same with half of the work. */
const SHELL = "/usr/bin/chromium-headless-shell";
const WHOLE = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const found = (...places: string[]): string | undefined =>
  places.find((place) => existsSync(place));

const own = process.env.LINNET_CHROMIUM ?? "";

/** A Chromium of the system that has windows, or that of LINNET_CHROMIUM. */
export const whole = found(own, ...WHOLE);
/** The same, or one without windows; undefined where there is none. */
export const executable = found(own, SHELL, ...WHOLE);

export function launch(args: string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: executable ?? "", args: ["--no-sandbox", ...args] });
}

const TYPES: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
};

export interface Served {
  /** Where the page is. */
  origin: string;
  close: () => void;
}

/**
 * Serve the built page, without main, at an address of this computer: Chromium keeps it in its
 * cache there, and a page that is loaded anew comes in half the time. `media` answers addresses
 * below `/media/`.
 */
export async function serve(media: (path: string) => Buffer | undefined): Promise<Served> {
  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? "/", ORIGIN);
    const isMedia = pathname.startsWith("/media/");
    const body = isMedia
      ? Promise.resolve(media(pathname.slice("/media/".length) + search))
      : readFile(join(RENDERER, pathname)).catch(() => undefined);
    void body.then((bytes) => {
      // Electron asks for no icon of the page; a browser does.
      const none = pathname === "/favicon.ico" ? 204 : 404;
      response.writeHead(bytes === undefined ? none : 200, {
        "Content-Type": TYPES[extname(pathname)] ?? "application/octet-stream",
        "Content-Security-Policy": policy(),
        "Cache-Control": pathname.startsWith("/assets/") ? "max-age=3600, immutable" : "no-store",
      });
      response.end(bytes ?? "gone");
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { origin: `http://127.0.0.1:${String(port)}`, close };
}
