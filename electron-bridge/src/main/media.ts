import { randomUUID } from "node:crypto";
import { extname } from "node:path";
import { ReadableStream } from "node:stream/web";
import type { Grants } from "./grants.js";
import { isSame, openAt, placeOf, type Identity } from "./opened.js";

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
  readonly #places = new Map<string, string>();

  constructor(private readonly scheme = "media") {}

  /**
   * Give a file an address; only files that main has registered are ever served.
   *
   * Links are followed now, and never again: what is a link later, or lies behind one, is not
   * served. With `grants`, undefined for a file that does not lie in what was granted.
   */
  register(path: string): string;
  register(path: string, grants: Grants): string | undefined;
  register(path: string, grants?: Grants): string | undefined {
    const place = placeOf(path);
    // The place that is asked about is the place that is opened.
    if (grants?.holds(path, place) === false) return undefined;
    const id = randomUUID();
    this.#places.set(id, place);
    return `${this.scheme}://recording/${id}`;
  }

  release(address: string): void {
    this.#places.delete(idOf(address));
  }

  /** For Electron's `protocol.handle`: whole files, and the ranges that players ask for. */
  readonly handle = async (request: Request): Promise<Response> => {
    const place = this.#places.get(idOf(request.url));
    if (place === undefined) return new Response(null, { status: 404 });
    if (request.method !== "GET" && request.method !== "HEAD") {
      return new Response(null, { status: 405, headers: { Allow: "GET, HEAD" } });
    }
    const opened = await openAt(place);
    if (opened === undefined) return new Response(null, { status: 404 });
    // Who never reads the answer must hold no file open.
    await opened.handle.close();
    const { found } = opened;
    const size = Number(found.size);
    const headers = new Headers({
      "Accept-Ranges": "bytes",
      "Content-Type": TYPES[extname(place).toLowerCase()] ?? "application/octet-stream",
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
    const body = empty ? null : read(place, found, start, end);
    return new Response(body, { status: range === undefined ? 200 : 206, headers });
  };
}

function idOf(address: string): string {
  return /[^/?#]*(?=[?#]|$)/.exec(address.slice(address.lastIndexOf("/") + 1))?.[0] ?? "";
}

/** The file is opened by the first read, and closed by the end or the reader's leaving. */
function read(place: string, known: Identity, start: number, end: number): BodyInit {
  return ReadableStream.from(chunks(place, known, start, end)) as unknown as BodyInit;
}

async function* chunks(
  place: string,
  known: Identity,
  start: number,
  end: number,
): AsyncGenerator<Uint8Array> {
  const opened = await openAt(place);
  if (opened === undefined) throw new Error("The recording is gone.");
  try {
    // The length that was told is that of one file, and no other may be sent under it.
    if (!isSame(opened.found, known)) throw new Error("The recording was replaced.");
    yield* opened.handle.createReadStream({ start, end, autoClose: false });
  } finally {
    await opened.handle.close();
  }
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
