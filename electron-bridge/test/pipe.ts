/** A sidecar spoken to in plain bytes, one JSON value a line. */
import assert from "node:assert/strict";
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { onTestFinished } from "vitest";
import { command } from "./sidecar.js";

export interface Answer {
  id: number | null;
  result?: Record<string, unknown>;
  error?: { code: number; message: string; data: { kind: string; hint?: string } };
}

export class Pipe {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #answers: AsyncGenerator<Answer, void, undefined>;

  constructor(home: string) {
    this.#child = spawn(command, ["serve"], { env: { ...process.env, LINNET_HOME: home } });
    this.#child.stderr.resume();
    this.#answers = this.#read();
    onTestFinished(() => {
      this.#child.kill("SIGKILL");
    });
  }

  write(bytes: string | Buffer): void {
    this.#child.stdin.write(bytes);
  }

  send(...requests: object[]): void {
    this.write(requests.map((each) => JSON.stringify({ jsonrpc: "2.0", ...each }) + "\n").join(""));
  }

  async next(): Promise<Answer> {
    const { value } = await this.#answers.next();
    assert.ok(value, "the sidecar ended");
    return value;
  }

  /** Close its input; returns its exit code. */
  async end(): Promise<number | null> {
    const gone = once(this.#child, "exit") as Promise<[number | null]>;
    this.#child.stdin.end();
    return (await gone)[0];
  }

  /** Lines end at byte 10 alone: readline of Node 24 would cut at U+2028 too. */
  async *#read(): AsyncGenerator<Answer, void, undefined> {
    let pieces: Buffer[] = [];
    for await (const chunk of this.#child.stdout as AsyncIterable<Buffer>) {
      let start = 0;
      for (let stop; (stop = chunk.indexOf(10, start)) >= 0; start = stop + 1) {
        pieces.push(chunk.subarray(start, stop));
        yield JSON.parse(Buffer.concat(pieces).toString("utf8")) as Answer;
        pieces = [];
      }
      pieces.push(chunk.subarray(start));
    }
  }
}
