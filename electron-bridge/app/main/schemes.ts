/** Where the page's own files come from, with their content policy, and its sound and pictures. */
import {
  Media,
  Pictures,
  Sounds,
  locateBy,
  serveMedia,
  type Engine,
} from "@linnet/electron-bridge/main/index.js";
import { pageFiles } from "../node/page-files.js";
import { policy } from "../shared/policy.js";
import type { Electron } from "./electron.js";
import type { AppPlaces } from "./app.js";

/** Before `ready`; both schemes have an origin, and sound can be sought in. */
export function registerSchemes({ protocol }: Electron): void {
  const all = {
    standard: true,
    secure: true,
    supportFetchAPI: true,
    stream: true,
    corsEnabled: true,
  };
  protocol.registerSchemesAsPrivileged(
    ["app", "media"].map((scheme) => ({ scheme, privileges: all })),
  );
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
