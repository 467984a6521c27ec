import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { fileURLToPath } from "node:url";
import { ResponseError } from "vscode-jsonrpc";
import { ERROR_CODES, SidecarClient, SidecarCrashed } from "../src/index.js";

const PROGRAM = process.platform === "win32" ? "Scripts/linnet.exe" : "bin/linnet";
const command =
  process.env.LINNET_SIDECAR ??
  fileURLToPath(new URL(`../../../.venv/${PROGRAM}`, import.meta.url));

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

void test("the sidecar answers health, and says which model it lacks", async () => {
  const health = await client.call("health", {});
  assert.equal(health.status, "degraded");
  assert.match(health.trouble.join(), /linnet models install/);
  assert.equal(health.catalog, join(home, "catalog.sqlite"));
});

void test("a domain error arrives with its code and kind", async () => {
  await assert.rejects(client.call("infer", { inputs: ["/nowhere"] }), (error: unknown) => {
    assert.ok(error instanceof ResponseError);
    assert.equal(error.code, ERROR_CODES.ModelNotInstalled);
    assert.equal((error.data as { kind: string }).kind, "ModelNotInstalled");
    return true;
  });
});

void test("calls in flight when the sidecar is killed fail as a crash", async () => {
  const pid = client.pid;
  if (pid === undefined) throw new Error("not started");
  process.kill(pid, "SIGKILL");
  const error: unknown = await client.call("health", {}).catch((reason: unknown) => reason);
  assert.ok(error instanceof SidecarCrashed);
  assert.equal(error.signal, "SIGKILL");
});

void test("an aborted call is not sent", async () => {
  await assert.rejects(client.call("health", {}, { signal: AbortSignal.abort() }));
});

void test("stopping ends the sidecar with exit code 0", async () => {
  await client.call("health", {});
  assert.equal(await client.stop(), 0);
});
