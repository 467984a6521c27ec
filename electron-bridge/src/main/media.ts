import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { extname } from "node:path";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";

const TYPES: Readonly<Record<string, string>> = {
  ".wav": "audio/wav",
  ".flac": "audio/flac",
  ".mp3": "audio/mpeg",
  ".ogg": "audio/ogg",
  ".opus": "audio/ogg",
  ".aiff": "audio/aiff",
  ".aif": "audio/aiff",
};

/** Local audio for a page, by an id that says nothing of where it lies. */
export class Media {
  readonly #paths = new Map<string, string>();

  constructor(private readonly scheme = "media") {}

  /** Give a file an address; only files that main has registered are ever served. */
  register(path: string): string {
    const id = randomUUID();
    this.#paths.set(id, path);
    return `${this.scheme}://recording/${id}`;
  }

  release(address: string): void {
    this.#paths.delete(idOf(address));
  }

  /** For Electron's `protocol.handle`: whole files, and the ranges that players ask for. */
  readonly handle = async (request: Request): Promise<Response> => {
    const path = this.#paths.get(idOf(request.url));
    if (path === undefined) return new Response(null, { status: 404 });
    if (request.method !== "GET" && request.method !== "HEAD") {
      return new Response(null, { status: 405, headers: { Allow: "GET, HEAD" } });
    }
    let size: number;
    try {
      ({ size } = await stat(path));
    } catch {
      return new Response(null, { status: 404 });
    }
    const headers = new Headers({
      "Accept-Ranges": "bytes",
      "Content-Type": TYPES[extname(path).toLowerCase()] ?? "application/octet-stream",
    });
    const asked = request.headers.get("Range");
    const range = asked === null ? { start: 0, end: size - 1 } : rangeOf(asked, size);
    if (range === undefined) {
      headers.set("Content-Range", `bytes */${String(size)}`);
      return new Response(null, { status: 416, headers });
    }
    const { start, end } = range;
    headers.set("Content-Length", String(end - start + 1));
    if (asked !== null) {
      headers.set("Content-Range", `bytes ${String(start)}-${String(end)}/${String(size)}`);
    }
    const empty = request.method === "HEAD" || end < start;
    const body = empty ? null : read(path, start, end);
    return new Response(body, { status: asked === null ? 200 : 206, headers });
  };
}

function idOf(address: string): string {
  return address.slice(address.lastIndexOf("/") + 1);
}

function read(path: string, start: number, end: number): BodyInit {
  const stream: ReadableStream = Readable.toWeb(createReadStream(path, { start, end }));
  return stream as unknown as BodyInit;
}

/** One range as RFC 9110 has them: "bytes=0-9", "bytes=5-", "bytes=-5"; undefined if none is there. */
export function rangeOf(header: string, size: number): { start: number; end: number } | undefined {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header.trim());
  if (found === null) return undefined;
  const [, first = "", last = ""] = found;
  if (first === "" && last === "") return undefined;
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  return start > end || (first === "" && Number(last) === 0) ? undefined : { start, end };
}
