/** The files of the page. */
import { readFile, realpath } from "node:fs/promises";
import { extname, isAbsolute, join, relative } from "node:path";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

/** Serve the files below `folder`, and no others, links followed. */
export function pageFiles(folder: string, csp: string): (request: Request) => Promise<Response> {
  const headers = {
    "Content-Security-Policy": csp,
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
  };
  const none = (status: number): Response => new Response(null, { status, headers });
  return async ({ method, url }) => {
    if (method !== "GET") return none(405);
    try {
      const root = await realpath(folder);
      const place = await realpath(join(root, decodeURIComponent(new URL(url).pathname)));
      const way = relative(root, place);
      const type = TYPES[extname(place)];
      if (way.startsWith("..") || isAbsolute(way) || type === undefined) return none(404);
      const body = new Uint8Array(await readFile(place));
      return new Response(body, { headers: { ...headers, "Content-Type": type } });
    } catch {
      return none(404);
    }
  };
}
