import { getSystemErrorMap } from "node:util";

/** The sidecar ended while a call was waiting for its answer. */
export class SidecarCrashed extends Error {
  override readonly name = "SidecarCrashed";

  constructor(
    readonly exitCode: number | null,
    readonly signal: NodeJS.Signals | null,
    /** The last lines that the sidecar logged. */
    readonly stderr: readonly string[],
  ) {
    super(`The engine ended unexpectedly (${signal ?? `exit code ${String(exitCode)}`}).`);
  }
}

/** The program could not be started at all; `cause` is what the system said. */
export class SidecarNotStarted extends Error {
  override readonly name = "SidecarNotStarted";

  constructor(
    readonly command: string,
    override readonly cause: NodeJS.ErrnoException,
  ) {
    const [, reason] = getSystemErrorMap().get(cause.errno ?? 0) ?? [];
    super(`The engine "${command}" could not be started: ${reason ?? cause.message}.`);
  }
}
