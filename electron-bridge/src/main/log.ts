import { messageOf } from "../message.js";
import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  renameSync,
  writeSync,
} from "node:fs";
import { open } from "node:fs/promises";
import { dirname } from "node:path";

const MOST_BYTES = 2 * 2 ** 20;
const FILES = 3;

/** A line that never ends must not fill the disk. */
const LONGEST_LINE = 16_384;

/** Whoever asks for the last lines reads no more than this of each file. */
const TAIL_BYTES = 256 * 1024;

export interface LogOptions {
  /** A file that is longer gives way to a new one. */
  mostBytes?: number;
  /** How many files are kept in all: `log`, `log.1` and so on. */
  files?: number;
}

/** A log in files of bounded size: what main says, and what the engine does. */
export class LogFile {
  readonly #mostBytes: number;
  readonly #files: number;
  #file: number | undefined;
  #bytes = 0;
  #trouble: string | undefined;

  constructor(
    readonly path: string,
    { mostBytes = MOST_BYTES, files = FILES }: LogOptions = {},
  ) {
    this.#mostBytes = mostBytes;
    this.#files = files;
  }

  /** Why the last line could not be written; logging itself never fails. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  /** Add a line, with the time and with who says it. */
  write(source: "main" | "engine", text: string): void {
    const short = text.slice(0, LONGEST_LINE).replace(/\r?\n/g, "\n  ");
    const line = Buffer.from(`${new Date().toISOString()} ${source} ${short}\n`);
    try {
      // Written at once: the last line before a crash is the one that is wanted.
      if (this.#file !== undefined && this.#bytes + line.length > this.#mostBytes) this.#rotate();
      this.#file ??= this.#begin();
      writeSync(this.#file, line);
      this.#bytes += line.length;
      this.#trouble = undefined;
    } catch (error) {
      this.#trouble = messageOf(error);
    }
  }

  /** The last lines of all files. */
  async last(lines: number): Promise<string[]> {
    const paths = Array.from({ length: this.#files }, (_, number) => this.#pathOf(number));
    const texts = await Promise.all(paths.reverse().map((path) => tailOf(path).catch(() => "")));
    return texts
      .flatMap((text) => text.split("\n"))
      .filter((line) => line !== "")
      .slice(-lines);
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #begin(): number {
    mkdirSync(dirname(this.path), { recursive: true });
    const file = openSync(this.path, "a", 0o600);
    this.#bytes = fstatSync(file).size;
    return file;
  }

  #rotate(): void {
    this.close();
    for (let number = this.#files - 1; number > 0; number--) {
      const from = this.#pathOf(number - 1);
      if (existsSync(from)) renameSync(from, this.#pathOf(number));
    }
  }

  #pathOf(number: number): string {
    return number === 0 ? this.path : `${this.path}.${String(number)}`;
  }
}

/** The end of a file, from the first whole line on. */
async function tailOf(path: string): Promise<string> {
  const handle = await open(path, "r");
  try {
    const { size } = await handle.stat();
    const bytes = Buffer.alloc(Math.min(size, TAIL_BYTES));
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, size - bytes.length);
    const text = bytes.toString("utf8", 0, bytesRead);
    return size > TAIL_BYTES ? text.slice(text.indexOf("\n") + 1) : text;
  } finally {
    await handle.close();
  }
}
