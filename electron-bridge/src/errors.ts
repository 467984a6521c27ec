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
