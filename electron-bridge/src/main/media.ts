import { randomUUID } from "node:crypto";
import { extname } from "node:path";
import { ReadableStream } from "node:stream/web";
import { readAddress } from "../addresses.js";
import { common, type BytesOptions } from "./bytes.js";
import type { Grants } from "./grants.js";
import type { Caller } from "./ipc.js";
import { isSame, openAt, placeOf, type Identity } from "./opened.js";
import { HEAD_BYTES, soundType } from "./sniffed.js";

const TYPES: Readonly<Record<string, string>> = {
  ".wav": "audio/wav",
  ".flac": "audio/flac",
  ".mp3": "audio/mpeg",
  ".ogg": "audio/ogg",
  ".opus": "audio/ogg",
  ".aiff": "audio/aiff",
  ".aif": "audio/aiff",
  ".w64": "audio/x-w64",
  ".caf": "audio/x-caf",
  ".au": "audio/basic",
  ".snd": "audio/basic",
};

/** Places of recordings that are remembered; players ask for many ranges of one. */
const MOST_LOCATED = 256;

/** Says where a recording of the open project lies; undefined where it cannot be played. */
export type Locate = (recordingId: number, signal: AbortSignal) => Promise<string | undefined>;

export interface MediaOptions extends BytesOptions {
  scheme?: string;
  /** For `media://sound/<recordingId>`; without it there are no such addresses. */
  locate?: Locate;
}

/** Ask the engine where recordings lie. */
export function locateBy(client: Caller): Locate {
  return async (recordingId, signal) => {
    const params = { recordingIds: [recordingId] };
    const options = { signal };
    const answer = await client.call("recordings/locate" as never, params as never, options);
    const { recordings } = answer as { recordings: { path: string; state: string }[] };
    return recordings[0]?.state === "there" ? recordings[0].path : undefined;
  };
}

/** Local audio for a page, by an id that says nothing of where it lies. */
export class Media {
  readonly #places = new Map<string, string>();
  /** Of the project of this number. */
  readonly #located = new Map<number, string>();
  #project: number | undefined;
  readonly #options: MediaOptions;

  constructor(options: MediaOptions = {}) {
    this.#options = options;
  }

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
    return `${this.#options.scheme ?? "media"}://recording/${id}`;
  }

  release(address: string): void {
    this.#places.delete(idOf(address));
  }

  /** Forget where recordings lie. It happens by itself when `project` changes. */
  forget(): void {
    this.#located.clear();
  }

  /** For Electron's `protocol.handle`: whole files, and the ranges that players ask for. */
  readonly handle = async (request: Request): Promise<Response> => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      return this.#say(405, { Allow: "GET, HEAD" });
    }
    const found = await this.#find(request);
    return found === undefined ? this.#say(404) : this.#send(request, found);
  };

  async #find(request: Request): Promise<Found | undefined> {
    const address = readAddress(request.url);
    if (address?.kind !== "sound") {
      const place = this.#places.get(idOf(request.url));
      if (place === undefined) return undefined;
      const type = TYPES[extname(place).toLowerCase()] ?? "application/octet-stream";
      return look(place, () => type);
    }
    const now = this.#options.project?.();
    if (address.project !== undefined && address.project !== now) return undefined;
    if (now !== this.#project) this.forget();
    this.#project = now;
    const { recordingId } = address;
    // A file may have been moved since, and found again.
    const known = this.#located.get(recordingId);
    const found = known === undefined ? undefined : await look(known, soundType);
    return found ?? this.#locate(recordingId, request.signal);
  }

  async #locate(recordingId: number, signal: AbortSignal): Promise<Found | undefined> {
    const project = this.#project;
    const path = await this.#options.locate?.(recordingId, signal).catch(() => undefined);
    // Meanwhile another project may have been opened, and the same number mean another recording.
    if (path === undefined || project !== this.#options.project?.()) return undefined;
    const found = await look(placeOf(path), soundType);
    if (found === undefined) return undefined;
    this.#located.delete(recordingId);
    this.#located.set(recordingId, found.place);
    for (const [oldest] of this.#located) {
      if (this.#located.size <= MOST_LOCATED) break;
      this.#located.delete(oldest);
    }
    return found;
  }

  #send(request: Request, { place, identity, size, type }: Found): Response {
    const headers: Record<string, string> = { "Accept-Ranges": "bytes", "Content-Type": type };
    // Ranges are of GET alone; If-Range would compare with a validator, and none was given.
    const whole = request.method === "HEAD" || request.headers.has("If-Range");
    const range = rangeOf(whole ? null : request.headers.get("Range"), size);
    if (range === "none") {
      return this.#say(416, { ...headers, "Content-Range": `bytes */${String(size)}` });
    }
    const { start, end } = range ?? { start: 0, end: size - 1 };
    headers["Content-Length"] = String(end - start + 1);
    if (range !== undefined) {
      headers["Content-Range"] = `bytes ${String(start)}-${String(end)}/${String(size)}`;
    }
    const empty = request.method === "HEAD" || end < start;
    const body = empty ? null : read(place, identity, start, end);
    return this.#say(range === undefined ? 200 : 206, headers, body);
  }

  #say(
    status: number,
    headers: Record<string, string> = {},
    body: BodyInit | null = null,
  ): Response {
    const all = { ...common(this.#options.origin), "Cache-Control": "no-store", ...headers };
    return new Response(body, { status, headers: all });
  }
}

/** A file that can be served. */
interface Found {
  place: string;
  identity: Identity;
  size: number;
  type: string;
}

/** Look at a file; undefined where there is none, or none of a type. */
async function look(
  place: string,
  typeOf: (head: Buffer) => string | undefined,
): Promise<Found | undefined> {
  const opened = await openAt(place);
  if (opened === undefined) return undefined;
  const { handle, found } = opened;
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await handle.read(head, 0, HEAD_BYTES, 0);
    const type = typeOf(head.subarray(0, bytesRead));
    return type === undefined
      ? undefined
      : { place, identity: found, size: Number(found.size), type };
  } catch {
    return undefined;
  } finally {
    // Who never reads the answer must hold no file open.
    await handle.close();
  }
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
