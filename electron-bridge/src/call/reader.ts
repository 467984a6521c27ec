import type { Readable } from "node:stream";
import {
  AbstractMessageReader,
  type DataCallback,
  type Disposable,
  type Message,
} from "vscode-jsonrpc/node";

/** The longest answer; the longest of a sidecar that is well has a tenth of it. */
export const LONGEST_ANSWER = 256 * 2 ** 20;

/** The longest header before an answer; a sidecar that is well writes one line. */
const LONGEST_HEADER = 4096;

const HEADER_END = Buffer.from("\r\n\r\n");
const FIRST_ROOM = 65_536;

/** What is read is longer than anything that may be held. */
export class TooLong extends Error {
  override readonly name = "TooLong";
}

/** Reads messages of a stream, and holds no more than twice what has arrived of one. */
export class BoundedReader extends AbstractMessageReader {
  #callback: DataCallback | undefined;
  #header = Buffer.alloc(0);
  #body: Buffer | undefined;
  #claimed = 0;
  #filled = 0;

  constructor(
    private readonly stream: Readable,
    private readonly longest = LONGEST_ANSWER,
  ) {
    super();
  }

  /** The bytes that are held for the message under way. */
  get held(): number {
    return this.#header.length + (this.#body?.length ?? 0);
  }

  listen(callback: DataCallback): Disposable {
    this.#callback = callback;
    const take = (chunk: Buffer): void => {
      try {
        this.#take(chunk);
      } catch (error) {
        // Nothing that follows can be told apart any more, and nobody may be made to hold it.
        this.stream.off("data", take);
        this.#header = Buffer.alloc(0);
        this.#body = undefined;
        this.stream.destroy();
        this.fireError(error);
      }
    };
    this.stream.on("data", take);
    this.stream.on("error", (error: Error) => {
      this.fireError(error);
    });
    this.stream.on("close", () => {
      this.fireClose();
    });
    return { dispose: () => void this.stream.off("data", take) };
  }

  #take(chunk: Buffer): void {
    let rest: Buffer = chunk;
    while (rest.length > 0) {
      rest = this.#body === undefined ? this.#takeHeader(rest) : this.#takeBody(this.#body, rest);
    }
  }

  #takeHeader(chunk: Buffer): Buffer {
    const before = this.#header.length;
    this.#header = Buffer.concat([this.#header, chunk.subarray(0, LONGEST_HEADER - before)]);
    const end = this.#header.indexOf(HEADER_END);
    if (end < 0) {
      if (this.#header.length >= LONGEST_HEADER) throw new TooLong("The header has no end.");
      return chunk.subarray(this.#header.length - before);
    }
    this.#claimed = lengthIn(this.#header.toString("latin1", 0, end));
    if (this.#claimed > this.longest) throw new TooLong("The answer is too long.");
    this.#header = Buffer.alloc(0);
    this.#filled = 0;
    this.#body = Buffer.allocUnsafe(Math.min(this.#claimed, FIRST_ROOM));
    const rest = chunk.subarray(end + HEADER_END.length - before);
    return this.#claimed === 0 ? this.#takeBody(this.#body, rest) : rest;
  }

  #takeBody(body: Buffer, chunk: Buffer): Buffer {
    const piece = chunk.subarray(0, this.#claimed - this.#filled);
    let room = body;
    if (this.#filled + piece.length > body.length) {
      // It grows by what arrives, not by what was claimed.
      const size = Math.min(this.#claimed, Math.max(2 * body.length, this.#filled + piece.length));
      room = Buffer.allocUnsafe(size);
      body.copy(room, 0, 0, this.#filled);
    }
    piece.copy(room, this.#filled);
    this.#filled += piece.length;
    this.#body = room;
    if (this.#filled === this.#claimed) {
      this.#body = undefined;
      this.#callback?.(JSON.parse(room.toString("utf8", 0, this.#filled)) as Message);
    }
    return chunk.subarray(piece.length);
  }
}

/** The length that a header claims; throws for a header that makes no sense. */
function lengthIn(header: string): number {
  let length: string | undefined;
  for (const line of header.split("\r\n")) {
    const [, name = "", value = ""] = /^([^:\s]+):[ \t]*(.*?)[ \t]*$/.exec(line) ?? [];
    if (name === "") throw new Error("The header makes no sense.");
    if (name.toLowerCase() !== "content-length") continue;
    if (length !== undefined && length !== value) throw new Error("Two lengths are claimed.");
    length = value;
  }
  if (length === undefined || !/^\d{1,15}$/.test(length)) throw new Error("No length is claimed.");
  return Number(length);
}
