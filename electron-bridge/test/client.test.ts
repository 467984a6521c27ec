import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, test } from "vitest";
import { ErrorCodes } from "vscode-jsonrpc";
import {
  AbortError,
  CallTimedOut,
  CONTRACT,
  ERROR_CODES,
  PROTOCOL_VERSION,
  ResponseError,
  SidecarClient,
  SidecarCrashed,
  SidecarMismatch,
  SidecarNotStarted,
  SidecarStopped,
} from "../src/index.js";
import { Run } from "../src/call/run.js";
import { resultChecker } from "./results.js";
import { command, endless, failure, misbehaving } from "./sidecar.js";

let home: string;
let client: SidecarClient;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "linnet-"));
  ({ client } = await SidecarClient.start({
    command,
    env: { LINNET_HOME: home },
    checkResult: resultChecker(),
  }));
});

afterEach(async () => {
  await client.stop();
  await rm(home, { recursive: true });
});

test("the sidecar answers health, and says which model it lacks", async () => {
  const health = await client.call("health", {});
  assert.equal(health.status, "degraded");
  assert.match(health.trouble.join(), /linnet models install/);
  assert.equal(health.catalog, join(home, "catalog.sqlite"));
});

test("a domain error arrives with its code and kind", async () => {
  await assert.rejects(client.call("infer", { inputs: ["/nowhere"] }), (error: unknown) => {
    assert.ok(error instanceof ResponseError);
    assert.equal(error.name, "ResponseError");
    assert.equal(error.code, ERROR_CODES.ModelNotInstalled);
    assert.equal((error.data as { kind: string }).kind, "ModelNotInstalled");
    return true;
  });
});

test("an unknown method is told by its code; its data is not an object", async () => {
  const error = await failure(client.call("nonsense" as "health", {}));
  assert.ok(error instanceof ResponseError);
  assert.equal(error.code, ErrorCodes.MethodNotFound);
  assert.equal(error.data, "nonsense");
});

test("parameters that cannot be sent fail their own call alone", async () => {
  const error = await failure(client.call("infer", { inputs: [1n as unknown as string] }));
  assert.ok(error instanceof ResponseError);
  assert.equal((await client.call("health", {})).status, "degraded");
});

test("results are not held once they are given", async () => {
  const weakly = async (): Promise<WeakRef<object>> => new WeakRef(await client.call("health", {}));
  const result = await weakly();
  await setImmediate();
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  assert.equal(result.deref(), undefined);
});

test("calls in flight when the sidecar is killed fail as a crash", async () => {
  const pid = client.pid;
  if (pid === undefined) throw new Error("not started");
  const calls = [failure(client.call("health", {})), failure(client.call("health", {}))];
  process.kill(pid, "SIGKILL");
  calls.push(failure(client.call("health", {})));
  for (const error of [...(await Promise.all(calls)), await failure(client.call("health", {}))]) {
    assert.ok(error instanceof SidecarCrashed);
    assert.equal(error.signal, "SIGKILL");
  }
});

test("a crash tells the exit code and the last words, even without a newline", async () => {
  const log: string[] = [];
  const { client: failing } = await SidecarClient.start({
    ...misbehaving("fail"),
    onLog: (line) => log.push(line),
  });
  const error = await failure(failing.call("health", {}));
  assert.ok(error instanceof SidecarCrashed);
  assert.equal(error.exitCode, 3);
  assert.deepEqual(error.stderr, ["a line", "last words"]);
  assert.deepEqual(log, error.stderr);
});

test("a crash is told though a process that the sidecar started holds its log", async () => {
  const { client: failing } = await SidecarClient.start(misbehaving("leave a child"));
  const error = await failure(failing.call("health", {}));
  assert.ok(error instanceof SidecarCrashed);
  assert.equal(error.exitCode, 3);
  assert.ok(process.kill(Number(error.stderr[0]), "SIGKILL"), "it still runs");
});

test("a call in flight when the connection closes fails", async () => {
  const { client: silent } = await SidecarClient.start(misbehaving("hang up"));
  assert.ok((await failure(silent.call("health", {}))) instanceof SidecarCrashed);
});

test("a sidecar that refuses the handshake is ended", async () => {
  const error = await failure(SidecarClient.start(misbehaving("refuse")));
  assert.ok(error instanceof ResponseError);
  const { pid } = error.data as unknown as { pid: number };
  assert.throws(() => process.kill(pid, 0), { code: "ESRCH" });
});

test("a program that is not there is named, and not waited for", { timeout: 4000 }, async () => {
  const missing = join(home, "linnet");
  const error = await failure(SidecarClient.start({ command: missing }));
  assert.ok(error instanceof SidecarNotStarted);
  assert.ok(error.message.includes(missing));
  assert.match(error.message, /no such file/);
  const thrown = await failure(SidecarClient.start({ command: "" }));
  assert.ok(thrown instanceof SidecarNotStarted);
});

test("an aborted call is not sent", async () => {
  const error = await failure(client.call("health", {}, { signal: AbortSignal.abort() }));
  assert.equal((error as Error).name, "AbortError");
});

test("an abort looks the same before the start and after it, for call and run", async () => {
  const { address } = await endless();
  const params = { name: "birdnet-v2.4", source: address };
  const reason = new Error("the user left");
  const before = AbortSignal.abort(reason);
  const later = (): [AbortSignal, () => void] => {
    const abort = new AbortController();
    return [
      abort.signal,
      () => {
        abort.abort(reason);
      },
    ];
  };
  const [called, leaveCall] = later();
  const [ran, leaveRun] = later();
  const run = client.run("models/install", params, { signal: ran });
  const running = failure(run.result);
  for await (const {} of run) leaveRun();
  const options = { signal: called, onProgress: leaveCall };
  for (const error of [
    await failure(client.call("health", {}, { signal: before })),
    await failure(client.run("health", {}, { signal: before }).result),
    await failure(client.call("models/install", params, options)),
    await running,
  ]) {
    assert.ok(error instanceof AbortError);
    assert.equal(error.name, "AbortError");
    assert.equal(error.cause, reason);
    assert.equal(error.code, ERROR_CODES.RequestCancelled);
  }
});

test("params that are all optional may be left out", async () => {
  assert.equal((await client.call("health")).status, "degraded");
  assert.equal((await client.run("health").result).status, "degraded");
});

test("a call aborted under way is given up by the sidecar, and others go on", async () => {
  const { address } = await endless();
  const abort = new AbortController();
  const error = await failure(
    client.call(
      "models/install",
      { name: "birdnet-v2.4", source: address },
      {
        signal: abort.signal,
        onProgress: () => {
          abort.abort();
        },
      },
    ),
  );
  assert.ok(error instanceof ResponseError);
  assert.equal(error.code, ERROR_CODES.RequestCancelled);
  assert.equal((await client.call("health", {})).status, "degraded");
});

test("the progress of a run is iterated, and its result awaited", async () => {
  const { address } = await endless();
  const abort = new AbortController();
  const run = client.run(
    "models/install",
    { name: "birdnet-v2.4", source: address },
    { signal: abort.signal },
  );
  let looks = 0;
  for await (const value of run) {
    assert.ok(value.kind !== "waiting"); // no other call runs
    assert.equal(value.step, "download");
    assert.equal(value.done, 0);
    if (++looks === 2) abort.abort();
  }
  assert.ok(looks >= 2);
  const error = await failure(run.result);
  assert.ok(error instanceof ResponseError);
  assert.equal(error.code, ERROR_CODES.RequestCancelled);
});

test("who looks late sees the newest progress only, who looks in time all of it", async () => {
  const seen: number[] = [];
  let report: (value: number) => void = () => undefined;
  let end: (value: string) => void = () => undefined;
  const run = new Run<number, string>((onProgress) => {
    report = onProgress;
    return new Promise((resolve) => (end = resolve));
  });
  for (const value of [0, 1, 2]) report(value);
  for await (const value of run) {
    seen.push(value);
    if (value === 2) for (const more of [3, 4]) report(more);
    if (value === 4) end("done");
  }
  assert.deepEqual(seen, [2, 3, 4]);
  assert.equal(await run.result, "done");
});

test("a thousand calls at once are all answered", async () => {
  const calls = Array.from({ length: 1000 }, () => client.call("models/list", {}));
  for (const { models } of await Promise.all(calls)) assert.ok(models.length > 0);
});

test("a result that is not as the contract says is refused", async () => {
  const check = resultChecker();
  assert.throws(() => {
    check("health", { status: "fine" });
  }, /health/);
  const { client: lying } = await SidecarClient.start({
    ...misbehaving("wrong ids"),
    checkResult: (method, result) => {
      if (method !== "initialize") check(method, result);
    },
  });
  assert.match(String(await failure(lying.call("health", {}))), /must have required property/);
  await lying.stop();
});

test("stopping ends the sidecar with exit code 0", async () => {
  await client.call("health", {});
  assert.equal(await client.stop(), 0);
  assert.ok((await failure(client.call("health", {}))) instanceof SidecarStopped);
});

test("answers may come in any order", async () => {
  const { client: other } = await SidecarClient.start(misbehaving("last first"));
  const order: number[] = [];
  const calls = [1, 2].map(async (n) => {
    assert.deepEqual(await other.call("health", {}), { n });
    order.push(n);
  });
  await Promise.all(calls);
  assert.deepEqual(order, [2, 1]);
  await other.stop();
});

test("answers that nobody asked for are ignored", async () => {
  const { client: other } = await SidecarClient.start(misbehaving("wrong ids"));
  assert.equal((await other.call("health", {})).status, "ok");
  assert.equal((await other.call("health", {})).status, "ok");
  await other.stop();
});

test.for(["garbage", "broken JSON"])("%s on its output ends the sidecar", async (fault) => {
  const { client: garbled } = await SidecarClient.start(misbehaving(fault));
  const error = await failure(garbled.call("health", {}));
  assert.ok(error instanceof SidecarCrashed);
  assert.equal(error.fault, "garbled");
});

test("ten megabytes of log do not hold up an answer", async () => {
  let bytes = 0;
  const { client: noisy } = await SidecarClient.start({
    ...misbehaving("flood"),
    onLog: (line) => (bytes += line.length + 1),
  });
  assert.equal((await noisy.call("health", {})).status, "ok");
  await noisy.stop();
  assert.equal(bytes, 10 << 20);
});

test("a call that takes too long is called off, and the next one is answered", async () => {
  const log = new PassThrough();
  const { client: slow } = await SidecarClient.start({
    ...misbehaving("wrong ids"),
    onLog: (line) => log.write(line),
  });
  const error = await failure(slow.call("models/list", {}, { timeoutMs: 20 }));
  assert.ok(error instanceof CallTimedOut);
  assert.deepEqual([error.method, error.timeoutMs], ["models/list", 20]);
  const [line] = (await once(log, "data")) as [Buffer];
  assert.equal(line.toString(), "told to cancel");
  assert.equal((await slow.call("health", {}, { timeoutMs: Infinity })).status, "ok");
  await slow.stop();
});

test("a sidecar that does not answer the handshake is killed", async () => {
  const silent = new SidecarClient({ ...misbehaving("silent"), handshakeTimeoutMs: 20 });
  const error = await failure(silent.initialize());
  assert.ok(error instanceof CallTimedOut);
  assert.equal(error.method, "initialize");
  const end = await silent.ended;
  assert.ok(end instanceof SidecarCrashed);
  assert.equal(end.signal, "SIGKILL");
});

test("a sidecar that hangs is killed in the end", async () => {
  let hang: () => void;
  const hanging = new Promise<void>((resolve) => (hang = resolve));
  const { client: hung } = await SidecarClient.start({
    ...misbehaving("hang"),
    onLog: () => {
      hang();
    },
  });
  const call = failure(hung.call("health", {}));
  await hanging;
  assert.equal(await hung.stop(200), null);
  const end = await hung.ended;
  assert.ok(end instanceof SidecarCrashed);
  assert.equal(end.signal, "SIGKILL");
  assert.ok((await call) instanceof SidecarStopped);
});

test("a sidecar that speaks another protocol is refused", async () => {
  const protocolVersion = PROTOCOL_VERSION + 1;
  for (const version of [{ protocolVersion }, { protocolVersion: null }]) {
    const error = await failure(SidecarClient.start(misbehaving("leave", version)));
    assert.ok(error instanceof SidecarMismatch);
    assert.equal(error.expected.protocolVersion, PROTOCOL_VERSION);
    assert.equal(error.found.protocolVersion, version.protocolVersion ?? undefined);
    assert.match(error.message, /install the engine that came with/);
  }
});

test("a sidecar of another contract is refused, unless that is allowed", async () => {
  const other = misbehaving("leave", { contract: "0123456789abcdef" });
  const error = await failure(SidecarClient.start(other));
  assert.ok(error instanceof SidecarMismatch);
  assert.deepEqual([error.expected.contract, error.found.contract], [CONTRACT, "0123456789abcdef"]);
  assert.match(error.message, /01234567.*make contract/);
  const { client: allowed } = await SidecarClient.start({ ...other, allowOtherContract: true });
  await allowed.stop();
});
