import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { extname } from "node:path";
import { ReadableStream } from "node:stream/web";

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
    const found = await stat(path).catch(() => undefined);
    if (found?.isFile() !== true) return new Response(null, { status: 404 });
    const { size } = found;
    const headers = new Headers({
      "Accept-Ranges": "bytes",
      "Content-Type": TYPES[extname(path).toLowerCase()] ?? "application/octet-stream",
    });
    // Ranges are of GET alone; If-Range would compare with a validator, and none was given.
    const whole = request.method === "HEAD" || request.headers.has("If-Range");
    const range = rangeOf(whole ? null : request.headers.get("Range"), size);
    if (range === "none") {
      headers.set("Content-Range", `bytes */${String(size)}`);
      return new Response(null, { status: 416, headers });
    }
    const { start, end } = range ?? { start: 0, end: size - 1 };
    headers.set("Content-Length", String(end - start + 1));
    if (range !== undefined) {
      headers.set("Content-Range", `bytes ${String(start)}-${String(end)}/${String(size)}`);
    }
    const empty = request.method === "HEAD" || end < start;
    const body = empty ? null : read(path, start, end);
    return new Response(body, { status: range === undefined ? 200 : 206, headers });
  };
}

function idOf(address: string): string {
  return /[^/?#]*(?=[?#]|$)/.exec(address.slice(address.lastIndexOf("/") + 1))?.[0] ?? "";
}

/** The file is opened by the first read, and closed by the end or the reader's leaving. */
function read(path: string, start: number, end: number): BodyInit {
  return ReadableStream.from(chunks(path, start, end)) as unknown as BodyInit;
}

async function* chunks(path: string, start: number, end: number): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path, { start, end }) as AsyncIterable<Uint8Array>;
}

/**
 * One range as RFC 9110 has them: "bytes=0-9", "bytes=5-", "bytes=-5". Undefined means all, for a
 * header that has to be ignored and for several ranges, which one may; "none" that nothing is there.
 */
export function rangeOf(
  header: string | null,
  size: number,
): { start: number; end: number } | "none" | undefined {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/i.exec(header?.trim() ?? "") ?? [];
  if (first === "" && last === "") return undefined;
  if (first !== "" && last !== "" && Number(last) < Number(first)) return undefined;
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  return start > end ? "none" : { start, end };
}
