/** Bytes between the bridge and the real sidecar, whole and in pieces, good and bad. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, realpath } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { test } from "vitest";
import {
  CONTRACT,
  PROTOCOL_VERSION,
  ResponseError,
  SidecarClient,
  type HealthResult,
  type PreprocessResult,
  type RecordingRow,
} from "../src/index.js";
import { connect } from "../src/call/connect.js";
import { bridge, bundled, node24, program, run, thisNode } from "./built.js";
import { Pipe } from "./pipe.js";
import { command, endless, failure, folder } from "./sidecar.js";
import { writeOwl } from "./sounds.js";

const LIMIT_BYTES = 64 * 2 ** 20;
const SEPARATED = "ü 線\u2028鳥\u2029.wav";

/** A recording whose name holds what other readers take for the end of a line. */
async function separated(): Promise<{ home: string; path: string }> {
  const home = await realpath(await folder());
  const path = join(home, "card\u2028 1", SEPARATED);
  await mkdir(join(home, "card\u2028 1"));
  await writeOwl(path, 1);
  return { home, path };
}

const prepare = (path: string): object => ({
  method: "preprocess",
  params: { inputs: [path], frontend: "ucsd-librosa-mel" },
});

test("an answer may be cut anywhere, within a character too", async () => {
  const { home, path } = await separated();
  const pipe = new Pipe(home);
  pipe.send({ id: 0, ...prepare(path) });
  const text = JSON.stringify(await pipe.next());
  assert.ok(text.includes("\u2028") && text.includes("鳥"));
  const answer = Buffer.from(text);
  const framed = Buffer.concat([
    Buffer.from(`Content-Length: ${String(answer.length)}\r\n\r\n`),
    answer,
  ]);
  for (let cut = 1; cut < framed.length; cut++) {
    assert.deepEqual(await received([framed.subarray(0, cut), framed.subarray(cut)]), path);
  }
  assert.equal(await received([...framed].map((byte) => Buffer.of(byte))), path);
});

/** What the bridge makes of an answer that comes in these pieces. */
async function received(pieces: Buffer[]): Promise<string | undefined> {
  const streams = { stdin: new PassThrough(), stdout: new PassThrough() };
  const connection = connect(streams, (fault) => assert.fail(fault));
  const answer = connection.sendRequest<PreprocessResult>("preprocess");
  for (const piece of pieces) streams.stdout.write(piece);
  const { recordings } = await answer;
  connection.dispose();
  return recordings[0]?.path;
}

test("lines may end as on Windows, and empty ones are passed over", async () => {
  const pipe = new Pipe(await folder());
  pipe.write('{"jsonrpc":"2.0","id":1,"method":"health"}\r\n\r\n\n  \n');
  pipe.write('{"jsonrpc":"2.0","id":2,"method":"health"}\n');
  const ids = [(await pipe.next()).id, (await pipe.next()).id];
  assert.deepEqual(ids.sort(), [1, 2]);
  assert.equal(await pipe.end(), 0);
});

test("U+2028 in a path arrives, on this Node and on Electron's", async () => {
  const { home, path } = await separated();
  const script = await bundled(program("prepare"), join(home, "prepare.mjs"));
  for (const node of [thisNode, node24]) {
    const { stdout } = await run(node, [script, command, path, home]);
    const said = JSON.parse(stdout) as {
      node: string;
      prepared: PreprocessResult;
      rows: RecordingRow[];
    };
    assert.deepEqual(said.prepared.errors, []);
    assert.equal(said.prepared.recordings[0]?.path, path);
    assert.equal(said.rows[0]?.path, path);
    if (node === node24) assert.match(said.node, /^v24/);
  }
});

test("what cannot be read is answered with an error, and the next call is well", async () => {
  const pipe = new Pipe(await folder());
  pipe.send({ id: 1, method: "health" });
  assert.equal((await pipe.next()).id, 1);
  const faults: [string | Buffer, kind: string][] = [
    ["rubbish\n", "ParseError"],
    [Buffer.of(0xff, 0xfe, 0x00, 0x0a), "ParseError"],
    ['{"jsonrpc":"2.0","id":7,"method":"health"\n', "ParseError"],
    ['"a string"\n', "InvalidRequest"],
  ];
  for (const [bytes, kind] of faults) {
    pipe.write(bytes);
    assert.equal((await pipe.next()).error?.data.kind, kind);
    pipe.send({ id: 2, method: "health" });
    assert.equal((await pipe.next()).result?.status, "degraded");
  }
  assert.equal(await pipe.end(), 0);
});

test("a line that is too long is refused with its id, and the next call is well", async () => {
  const pipe = new Pipe(await folder());
  pipe.write('{"jsonrpc":"2.0","id":9,"method":"health","params":{"x":"');
  pipe.write(Buffer.alloc(LIMIT_BYTES, "x"));
  pipe.write('"}}\n');
  pipe.send({ id: 10, method: "health" });
  const refused = await pipe.next();
  assert.equal(refused.id, 9);
  assert.match(refused.error?.data.hint ?? "", /too large/);
  assert.equal((await pipe.next()).id, 10);
});

test("a call that is too long fails alone", async () => {
  const { client } = await SidecarClient.start({ command, env: { LINNET_HOME: await folder() } });
  const inputs = ["x".repeat(LIMIT_BYTES)];
  const error = await failure(client.call("infer", { inputs }));
  assert.ok(error instanceof ResponseError);
  assert.match((error.data as { hint: string }).hint, /too large/);
  assert.equal((await client.call("health", {})).status, "degraded");
  await client.stop();
});

test("a header that makes no sense is survived", async () => {
  const env = { ...process.env, LINNET_HOME: await folder() };
  const child = spawn(command, ["serve"], { env, stdio: ["pipe", "pipe", "ignore"] });
  const connection = connect(child, (fault) => {
    assert.equal(fault, "hung up");
  });
  for (const rubbish of ["", "Content-Length: many\r\n\r\n{}", "\0\0: 5\r\n\r\n\u2028"]) {
    child.stdin.write(rubbish);
    assert.equal((await connection.sendRequest<HealthResult>("health")).status, "degraded");
  }
  child.stdin.end();
  assert.deepEqual(await once(child, "exit"), [0, null]);
});

test("a quick call is answered while a long one runs", async () => {
  const pipe = new Pipe(await folder());
  const { address, begun } = await endless();
  pipe.send({
    id: 1,
    method: "models/install",
    params: { name: "birdnet-v2.4", source: address },
  });
  await begun;
  pipe.send({ id: 2, method: "health" });
  assert.equal((await pipe.next()).id, 2);
  pipe.send({ method: "$/cancelRequest", params: { id: 1 } });
  const cancelled = await pipe.next();
  assert.deepEqual([cancelled.id, cancelled.error?.code], [1, -32800]);
});

test("a thousand requests in one write are each answered once", async () => {
  const pipe = new Pipe(await folder());
  const ids = Array.from({ length: 1000 }, (_, id) => id);
  pipe.send(...ids.map((id) => ({ id, method: id % 2 ? "health" : "models/list" })));
  const answered: number[] = [];
  for (const {} of ids) answered.push((await pipe.next()).id ?? -1);
  assert.deepEqual(
    answered.sort((a, b) => a - b),
    ids,
  );
  assert.equal(await pipe.end(), 0);
});

test("sixty megabytes arrive whole beside a log that knows no lines", async () => {
  const version = JSON.stringify({ protocolVersion: PROTOCOL_VERSION, contract: CONTRACT });
  const args = [program("large"), version];
  const { client } = await SidecarClient.start({ command: process.execPath, args });
  const { trouble } = await client.call("health", {});
  const [text = ""] = trouble;
  assert.equal(Buffer.byteLength(text), 60 * 2 ** 20);
  assert.ok(text.endsWith("ü\u2028"));
  await client.stop();
});

test("nothing reads lines in a way that Node 24 cuts at U+2028", async () => {
  const source = join(bridge, "src");
  const files = await readdir(source, { recursive: true });
  for (const name of files.filter((each) => each.endsWith(".ts"))) {
    assert.ok(!(await readFile(join(source, name), "utf8")).includes("readline"), name);
  }
});
