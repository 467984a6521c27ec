/** Sidecars for tests: the real one, from source or frozen, and ones that misbehave. */
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { assert, onTestFinished } from "vitest";
import type { SpawnOptions } from "../src/process/spawn.js";
import { CONTRACT, PROTOCOL_VERSION } from "../src/index.js";

const PROGRAM = process.platform === "win32" ? "Scripts/linnet.exe" : "bin/linnet";

/** The real sidecar; LINNET_SIDECAR names another, such as the frozen one. */
export const command =
  process.env.LINNET_SIDECAR ?? fileURLToPath(new URL(`../../.venv/${PROGRAM}`, import.meta.url));

/** A sidecar that answers `initialize` and then does `fault`. */
export function misbehaving(fault: string, version: object = {}): SpawnOptions {
  const told = { protocolVersion: PROTOCOL_VERSION, contract: CONTRACT, ...version };
  return {
    command: process.execPath,
    args: [
      fileURLToPath(new URL("programs/misbehaving.mjs", import.meta.url)),
      fault,
      JSON.stringify(told),
    ],
  };
}

/** A folder of the test's own. */
export async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "linnet-"));
  onTestFinished(() => rm(path, { recursive: true, force: true, maxRetries: 5 }));
  return path;
}

/** A download from a server that never says a word, so it lasts; `begun` when somebody asks. */
export async function endless(): Promise<{ address: string; begun: Promise<void> }> {
  let begin: () => void;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const asking = new Set<Socket>();
  const server = createServer((socket) => {
    asking.add(socket);
    socket.on("error", () => undefined);
    begin();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of asking) socket.destroy();
    server.close();
  });
  return { address: `https://127.0.0.1:${String((server.address() as AddressInfo).port)}/`, begun };
}

/** Whether a process runs; one that only its parent has not yet asked after does not. */
export function runs(pid: number): boolean {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, "utf8");
    return !/^State:\s+Z/m.test(status);
  } catch {
    return false;
  }
}

/** What a promise is rejected with; fails the test when it is not. */
export function failure(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => assert.fail("it did not fail"),
    (reason: unknown) => reason,
  );
}
