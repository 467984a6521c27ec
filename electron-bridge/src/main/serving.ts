import { readAddress } from "../addresses.js";
import type { Media } from "./media.js";
import type { Pictures } from "./pictures.js";
import type { Sounds } from "./sounds.js";

/** One handler of the `media:` scheme for recordings, their pictures and their clips. */
export function serveMedia(
  media: Media,
  pictures: Pictures,
  sounds: Sounds,
): (request: Request) => Promise<Response> {
  return (request) => {
    const kind = readAddress(request.url)?.kind;
    if (kind === "picture") return pictures.handle(request);
    return kind === "clip" ? sounds.handle(request) : media.handle(request);
  };
}
