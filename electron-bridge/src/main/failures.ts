import { ResponseError } from "vscode-jsonrpc";
import type { BridgeErrorKind, PageError } from "../api.js";
import * as ours from "../call/errors.js";
import { ERROR_CODES } from "../generated/contract.js";

/** JSON-RPC's code for an error that is nobody's in particular. */
const INTERNAL = -32603;

const NAME = "ResponseError" satisfies keyof typeof ours;

function own(code: number, kind: BridgeErrorKind, message: string): PageError {
  return { code, kind, message };
}

/** A page that asks for what it may not have. */
export function refused(message: string): PageError {
  return own(-32030, "NotAllowed", message);
}

/** A page that calls more often than main has room for. */
export function tooMany(): PageError {
  const message = "This page has too many calls at once. Wait until some are answered.";
  return own(-32031, "TooManyCalls", message);
}

/** More jobs than main keeps waiting. */
export function tooManyJobs(): PageError {
  const message = "Too many jobs are waiting. Start this one when some have ended.";
  return own(-32031, "TooManyJobs", message);
}

/** A job that is not there, or not in a state for what is asked. */
export function noSuchJob(message: string): PageError {
  return own(-32032, "NoSuchJob", message);
}

/** A call that was meant for another project than the open one. */
export function otherProject(): PageError {
  return asPageError(new ours.ProjectChanged());
}

/** Whether the engine ended, unasked, while a call was waiting. */
export function isCrash(error: unknown): boolean {
  return error instanceof Error && error.name === "SidecarCrashed";
}

/** Turn whatever a call was rejected with into plain data. */
export function asPageError(error: unknown): PageError {
  if (error instanceof Error && error.name === "AbortError") {
    return { code: ERROR_CODES.RequestCancelled, kind: "RequestCancelled", message: "Cancelled." };
  }
  if (isAnswer(error)) {
    const data: unknown = error.data;
    const said = typeof data === "object" && data !== null ? (data as Partial<ours.ErrorData>) : {};
    const field = said.errors?.[0]?.field;
    return {
      code: error.code,
      kind: said.kind ?? ("Error" satisfies BridgeErrorKind),
      message: error.message,
      ...(said.hint === undefined ? {} : { hint: said.hint }),
      ...(said.path === undefined ? {} : { path: said.path }),
      ...(field === undefined ? {} : { field }),
    };
  }
  // The words of any other error were meant for a programmer, and may hold paths.
  if (!(error instanceof Error) || !Object.keys(ours).includes(error.name)) {
    return own(INTERNAL, "InternalError", "Something unexpected went wrong.");
  }
  const { name, message } = error;
  return own(INTERNAL, name === "SidecarCrashed" ? "Crashed" : (name as BridgeErrorKind), message);
}

/** By name too: a bundler may have made a copy of this module, and then of its classes. */
function isAnswer(error: unknown): error is ResponseError<unknown> {
  return error instanceof ResponseError || (error instanceof Error && error.name === NAME);
}
