import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ERROR_CODES, SidecarClient, SidecarCrashed } from "../src/index.js";

const PROGRAM = process.platform === "win32" ? "Scripts/linnet.exe" : "bin/linnet";
const command =
  process.env.LINNET_SIDECAR ?? new URL(`../../.venv/${PROGRAM}`, import.meta.url).pathname;

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
  expect(health.status).toBe("degraded");
  expect(health.trouble.join()).toContain("linnet models install");
  expect(health.catalog).toBe(join(home, "catalog.sqlite"));
});

test("a domain error arrives with its code and kind", async () => {
  await expect(client.call("infer", { inputs: ["/nowhere"] })).rejects.toMatchObject({
    code: ERROR_CODES.ModelNotInstalled,
    data: { kind: "ModelNotInstalled" },
  });
});

test("calls in flight when the sidecar is killed fail as a crash", async () => {
  const pid = client.pid;
  if (pid === undefined) throw new Error("not started");
  process.kill(pid, "SIGKILL");
  const error: unknown = await client.call("health", {}).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(SidecarCrashed);
  expect(error).toMatchObject({ signal: "SIGKILL" });
});

test("an aborted call is not sent", async () => {
  await expect(client.call("health", {}, { signal: AbortSignal.abort() })).rejects.toThrow();
});

test("stopping ends the sidecar with exit code 0", async () => {
  await client.call("health", {});
  expect(await client.stop()).toBe(0);
});
