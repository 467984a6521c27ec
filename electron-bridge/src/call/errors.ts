import { getSystemErrorMap } from "node:util";
import { ResponseError as Answered } from "vscode-jsonrpc/node";
import { ERROR_CODES } from "../generated/contract.js";

/** Why a sidecar that still ran was ended: what it sent made no sense, or it no longer answered. */
export type Fault = "garbled" | "hung" | "hung up" | "oversized";

const FAULTS: Readonly<Record<Fault, string>> = {
  garbled: "what it sent could not be understood",
  hung: "it no longer answered",
  "hung up": "it closed its output",
  oversized: "what it sent was too long",
};

/** The sidecar ended, unasked, while a call was waiting for its answer. */
export class SidecarCrashed extends Error {
  override readonly name = "SidecarCrashed";

  constructor(
    readonly exitCode: number | null,
    readonly signal: NodeJS.Signals | null,
    /** The last lines that the sidecar logged. */
    readonly stderr: readonly string[],
    readonly fault?: Fault,
  ) {
    const how = signal ?? `exit code ${String(exitCode)}`;
    super(
      fault === undefined
        ? `The engine ended unexpectedly (${how}).`
        : `The engine had to be ended, since ${FAULTS[fault]} (${how}).`,
    );
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

/** The sidecar was stopped, or has not been started. */
export class SidecarStopped extends Error {
  override readonly name = "SidecarStopped";

  constructor() {
    super("The engine is not running.");
  }
}

/** No answer came in time; the sidecar has been asked to give the call up. */
export class CallTimedOut extends Error {
  override readonly name = "CallTimedOut";

  constructor(
    readonly method: string,
    readonly timeoutMs: number,
  ) {
    super(`The engine did not answer "${method}" within ${String(timeoutMs / 1000)} s.`);
  }
}

/** What both sides must agree on; undefined is what an answer does not tell. */
export interface Version {
  protocolVersion: number | undefined;
  contract: string | undefined;
}

/** The sidecar belongs to another version of the application. */
export class SidecarMismatch extends Error {
  override readonly name = "SidecarMismatch";

  constructor(
    readonly expected: Version,
    readonly found: Version,
  ) {
    super(
      expected.protocolVersion === found.protocolVersion
        ? `The engine was built from contract ${short(found.contract)}, this application from ` +
            `${short(expected.contract)}: build both from the same source (make contract frozen), ` +
            "or pass allowOtherContract while developing."
        : `The engine speaks protocol ${String(found.protocolVersion)}, this application ` +
            `${String(expected.protocolVersion)}: install the engine that came with this application.`,
    );
  }
}

function short(contract: string | undefined): string {
  return contract?.slice(0, 8) ?? "(none)";
}

/** A place where a sidecar was looked for, and what is wrong there. */
export interface PlaceLookedAt {
  path: string;
  problem: string;
}

/** There is no sidecar in any of the places. */
export class SidecarNotFound extends Error {
  override readonly name = "SidecarNotFound";

  constructor(readonly places: readonly PlaceLookedAt[]) {
    const looked = places.map(({ path, problem }) => `\n  ${path}: ${problem}`).join("");
    super(`The engine was not found. Looked at:${looked || " nothing, since no place was given"}`);
  }
}

/** What the sidecar says of an error beside its code and its sentence. */
export interface ErrorData {
  /** Such as ModelNotInstalled: a name of `ERROR_CODES`. */
  kind: string;
  hint?: string;
  path?: string;
  /** The fields of the request that are wrong. */
  errors?: { field: string; problem: string }[];
}

// Its own declarations are not found where a program is compiled without knowing exports.
const Base = Answered as unknown as new (
  code: number,
  message: string,
  data: unknown,
) => Error & { readonly code: number };

/** The sidecar answered with an error; `message` is a sentence for the user. */
export class ResponseError extends Base {
  override readonly name: string = "ResponseError";
  /** A plain string for an unknown method. */
  declare readonly data: ErrorData | string | undefined;

  constructor(code: number, message: string, data?: ErrorData | string) {
    super(code, message, data);
    Object.setPrototypeOf(this, new.target.prototype); // the base takes it for its own
  }
}

/** The caller's signal aborted, before the call was sent or after; `cause` is its reason. */
export class AbortError extends ResponseError {
  override readonly name = "AbortError";

  constructor(override readonly cause?: unknown) {
    super(ERROR_CODES.RequestCancelled, "The call was cancelled.", { kind: "RequestCancelled" });
  }
}

export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new AbortError(signal.reason);
}

/** A call that was meant for another project than the open one, or whose project was closed. */
export class ProjectChanged extends Error {
  override readonly name = "ProjectChanged";

  constructor() {
    super("Another project was opened.");
  }
}
