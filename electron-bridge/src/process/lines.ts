import type { Readable } from "node:stream";

/** A line that never ends must not fill the memory. */
const LONGEST_LINE = 65_536;

/** The last lines of a text that keeps coming. */
export class LastLines {
  #lines: string[] = [];

  constructor(private readonly limit: number) {}

  add(line: string): void {
    this.#lines.push(line);
    // Cut now and then: cutting at every line would move all of them each time.
    if (this.#lines.length >= 2 * this.limit) this.#lines = this.read();
  }

  read(): string[] {
    return this.#lines.slice(-this.limit);
  }
}

/** Read text for as long as it comes; returns what gives a last line that is not whole yet. */
export function eachLine(stream: Readable, take: (line: string) => void): () => string {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (text: string) => {
    const whole = (rest + text).split("\n");
    rest = (whole.pop() ?? "").slice(-LONGEST_LINE);
    for (const line of whole) take(line.replace(/\r$/, ""));
  });
  stream.on("end", () => {
    if (rest !== "") take(rest);
    rest = "";
  });
  return () => rest;
}
