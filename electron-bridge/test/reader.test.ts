/** What a sidecar claims costs nothing; only what it sends is held, and not without an end. */
import { PassThrough } from "node:stream";
import { assert, describe, onTestFinished, test } from "vitest";
import { Sidecar, SidecarClient, SidecarCrashed } from "../src/index.js";
import { connect } from "../src/call/connect.js";
import { BoundedReader, LONGEST_ANSWER } from "../src/call/reader.js";
import { failure, misbehaving } from "./sidecar.js";

interface Reading {
  stream: PassThrough;
  reader: BoundedReader;
  messages: unknown[];
  errors: Error[];
}

function reading(longest?: number): Reading {
  const stream = new PassThrough();
  const reader = new BoundedReader(stream, longest);
  const [messages, errors]: [unknown[], Error[]] = [[], []];
  reader.onError((error) => errors.push(error));
  reader.listen((message) => messages.push(message));
  return { stream, reader, messages, errors };
}

const settled = (): Promise<void> => new Promise(setImmediate);
const framed = (text: string, header = "Content-Length"): Buffer =>
  Buffer.from(`${header}: ${String(Buffer.byteLength(text))}\r\n\r\n${text}`);

describe("what is too long is refused before there is room for it", () => {
  test.each([LONGEST_ANSWER + 1, 3.6e9, 999_999_999_999_999])(
    "a claim of %d bytes",
    async (claim) => {
      const { stream, reader, errors } = reading();
      stream.write(`Content-Length: ${String(claim)}\r\n\r\n${"x".repeat(1000)}`);
      await settled();
      assert.deepEqual(
        errors.map(({ name }) => name),
        ["TooLong"],
      );
      assert.equal(reader.held, 0);
      assert.isTrue(stream.destroyed);
    },
  );

  test("a header without an end", async () => {
    const { stream, reader, errors } = reading();
    for (let count = 0; count < 1000 && errors.length === 0; count++) {
      stream.write("x: y\r\n".repeat(20));
      await settled();
      assert.isAtMost(reader.held, 4096);
    }
    assert.equal(errors[0]?.name, "TooLong");
    assert.isTrue(stream.destroyed);
  });

  test("the longest that is allowed, and one byte more", async () => {
    const text = JSON.stringify("x".repeat(1000));
    const { stream, messages, errors } = reading(text.length);
    stream.write(framed(text));
    await settled();
    assert.deepEqual([messages, errors], [["x".repeat(1000)], []]);
    stream.write(framed(`${text} `));
    await settled();
    assert.equal(errors[0]?.name, "TooLong");
  });
});

test("a message grows by what arrives, not by what was claimed", async () => {
  const { stream, reader } = reading();
  stream.write(`Content-Length: ${String(LONGEST_ANSWER)}\r\n\r\n`);
  await settled();
  assert.isAtMost(reader.held, 65_536);
  let arrived = 0;
  for (let count = 0; count < 200; count++) {
    stream.write(Buffer.alloc(10_000, "x"));
    arrived += 10_000;
    await settled();
    assert.isAtMost(reader.held, Math.max(65_536, 2 * arrived));
  }
});

test("messages may be cut anywhere, and several may come at once", async () => {
  const whole = Buffer.concat([
    framed('{"a":"ü線"}', "content-LENGTH"),
    framed("[1]"),
    framed("2"),
  ]);
  const expected = [{ a: "ü線" }, [1], 2];
  for (let cut = 0; cut <= whole.length; cut++) {
    const { stream, messages, errors } = reading();
    stream.write(whole.subarray(0, cut));
    await settled();
    stream.write(whole.subarray(cut));
    await settled();
    assert.deepEqual([messages, errors], [expected, []]);
  }
  const { stream, messages } = reading();
  for (const byte of whole) stream.write(Buffer.of(byte));
  await settled();
  assert.deepEqual(messages, expected);
});

test.each([
  "Content-Length: 5x\r\n\r\n",
  "Content-Length: -1\r\n\r\n",
  "Content-Length: 1e9\r\n\r\n",
  "Content-Length: \r\n\r\n",
  "Content-Length: 2\r\nContent-Length: 3\r\n\r\n",
  "Content-Length: 0\r\n\r\n",
  "Content-Length: 3\r\n\r\n{{{",
  "Content-Type: x\r\n\r\n",
  "nothing\r\n\r\n",
  "\r\n\r\n",
])("%j makes no sense, which ends the reading", async (bytes) => {
  const faults: string[] = [];
  const streams = { stdin: new PassThrough(), stdout: new PassThrough() };
  const connection = connect(streams, (fault) => faults.push(fault));
  onTestFinished(() => {
    connection.dispose();
  });
  streams.stdout.write(bytes);
  await settled();
  assert.equal(faults[0], "garbled");
  assert.isTrue(streams.stdout.destroyed);
});

describe.each(["claim", "endless header"])("a sidecar that sends without an end: %s", (fault) => {
  test("is ended, and the call says why", async () => {
    const { client } = await SidecarClient.start(misbehaving(fault));
    const error = await failure(client.call("health", {}));
    assert.instanceOf(error, SidecarCrashed);
    assert.equal(error.fault, "oversized");
    assert.match(error.message, /had to be ended, since what it sent was too long/);
  });

  test("is started again", async () => {
    const sidecar = new Sidecar(misbehaving(fault));
    onTestFinished(() => sidecar.stop());
    await sidecar.start();
    const first = sidecar.pid;
    await failure(sidecar.call("health", {}));
    await sidecar.start();
    assert.equal(sidecar.state, "ready");
    assert.notEqual(sidecar.pid, first);
  });
});
