/** Sidecars for tests: the real one, from source or frozen, and ones that misbehave. */
import { fileURLToPath } from "node:url";
import { assert } from "vitest";
import type { SpawnOptions } from "../src/spawn.js";

const PROGRAM = process.platform === "win32" ? "Scripts/linnet.exe" : "bin/linnet";

/** The real sidecar; LINNET_SIDECAR names another, such as the frozen one. */
export const command =
  process.env.LINNET_SIDECAR ?? fileURLToPath(new URL(`../../.venv/${PROGRAM}`, import.meta.url));

/** A sidecar that answers `initialize` and then does `fault`. */
export function misbehaving(fault: string): SpawnOptions {
  return {
    command: process.execPath,
    args: [fileURLToPath(new URL("programs/misbehaving.mjs", import.meta.url)), fault],
  };
}

/** What a promise is rejected with; fails the test when it is not. */
export function failure(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => assert.fail("it did not fail"),
    (reason: unknown) => reason,
  );
}
