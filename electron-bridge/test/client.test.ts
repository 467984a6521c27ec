import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, test } from "vitest";
import { ErrorCodes, ResponseError } from "vscode-jsonrpc";
import { ERROR_CODES, SidecarClient, SidecarCrashed, SidecarNotStarted } from "../src/index.js";
import { command, failure, misbehaving } from "./sidecar.js";

let home: string;
let client: SidecarClient;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "linnet-"));
  ({ client } = await SidecarClient.start({ command, env: { LINNET_HOME: home } }));
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
  const { client: failing } = await SidecarClient.start(misbehaving("fail"));
  const error = await failure(failing.call("health", {}));
  assert.ok(error instanceof SidecarCrashed);
  assert.equal(error.exitCode, 3);
  assert.deepEqual(error.stderr, ["a line", "last words"]);
});

test("a call in flight when the connection closes fails", async () => {
  const { client: silent } = await SidecarClient.start(misbehaving("hang up"));
  assert.ok((await failure(silent.call("health", {}))) instanceof SidecarCrashed);
});

test("a sidecar that refuses the handshake is ended", async () => {
  const error = await failure(SidecarClient.start(misbehaving("refuse")));
  assert.ok(error instanceof ResponseError);
  const { pid } = error.data as { pid: number };
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
  await assert.rejects(client.call("health", {}, { signal: AbortSignal.abort() }));
});

test("stopping ends the sidecar with exit code 0", async () => {
  await client.call("health", {});
  assert.equal(await client.stop(), 0);
});
