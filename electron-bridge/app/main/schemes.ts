/** Where the page's own files come from, with their content policy, and its sound and pictures. */
import { readFile, realpath } from "node:fs/promises";
import { extname, join, relative, isAbsolute } from "node:path";
import {
  Media,
  Pictures,
  Sounds,
  locateBy,
  serveMedia,
  type Engine,
} from "@linnet/electron-bridge/main/index.js";
import type { Electron } from "./electron.js";
import type { AppPlaces } from "./start.js";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

/** Before `ready`; both schemes have an origin, and sound can be sought in. */
export function registerSchemes({ protocol }: Electron): void {
  const privileges = {
    standard: true,
    secure: true,
    supportFetchAPI: true,
    stream: true,
    corsEnabled: true,
  };
  protocol.registerSchemesAsPrivileged([
    { scheme: "app", privileges },
    { scheme: "media", privileges },
  ]);
}

/** What a page may load: its own files, and sound and pictures of `media`. */
export function policy(media: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' blob: ${media}`,
    `media-src blob: ${media}`,
    `connect-src 'self' ${media}`,
    "worker-src 'self'",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

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

/** Answer both schemes; sound and pictures are those of the open project. */
export function serveSchemes(
  { protocol }: Electron,
  { origin, media, pages }: AppPlaces,
  engine: Engine,
): void {
  const options = { origin, project: () => engine.project };
  const sounds = new Media({ ...options, locate: locateBy(engine) });
  const pictures = new Pictures(engine, options);
  // "media:" of a scheme, or the origin of a server.
  const files = pageFiles(pages, policy(media.replace(/\/+$/, "")));
  protocol.handle("app", files);
  protocol.handle("media", serveMedia(sounds, pictures, new Sounds(engine, options)));
}
