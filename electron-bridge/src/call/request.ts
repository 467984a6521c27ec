import {
  CancellationTokenSource,
  ConnectionError,
  ErrorCodes,
  ParameterStructures,
  ProgressType,
  ResponseError as Answered,
  type MessageConnection,
} from "vscode-jsonrpc/node";
import {
  AbortError,
  CallTimedOut,
  ResponseError,
  throwIfAborted,
  type ErrorData,
} from "./errors.js";
import { ERROR_CODES, type Methods } from "../generated/contract.js";
import { inTime } from "./deadline.js";
import type { CallOptions } from "./options.js";

let tokens = 0;

/** Send a request; an abort, and the end of its time, send a cancel after it. */
export async function request<Name extends keyof Methods>(
  connection: MessageConnection,
  method: Name,
  params: Methods[Name]["params"],
  { signal, timeoutMs, onProgress }: CallOptions<Methods[Name]["progress"]>,
): Promise<Methods[Name]["result"]> {
  throwIfAborted(signal);
  const cancel = new CancellationTokenSource();
  const abort = (): void => {
    cancel.cancel();
  };
  signal?.addEventListener("abort", abort, { once: true });
  const token = `call-${String(++tokens)}`;
  const type = new ProgressType<Methods[Name]["progress"]>();
  const listening = onProgress && connection.onProgress(type, token, onProgress);
  try {
    const answer = connection.sendRequest<Methods[Name]["result"]>(
      method,
      ParameterStructures.byName,
      onProgress ? { ...params, progress: token } : params,
      cancel.token,
    );
    return await inTime(answer, timeoutMs, () => {
      cancel.cancel();
      return new CallTimedOut(method, timeoutMs ?? 0);
    });
  } finally {
    signal?.removeEventListener("abort", abort);
    listening?.dispose();
    cancel.dispose();
  }
}

/** Whether the connection failed, not the call: parameters that are not JSON break nothing. */
export function isCutOff(error: unknown, writable: boolean): boolean {
  if (!(error instanceof Answered)) return error instanceof ConnectionError;
  return (
    error.code === ErrorCodes.PendingResponseRejected ||
    (error.code === ErrorCodes.MessageWriteError && !writable)
  );
}

/** What a caller is told of an answer that is an error; an abort looks the same at any time. */
export function asFailure(error: unknown, signal: AbortSignal | undefined): unknown {
  if (!(error instanceof Answered) || error instanceof ResponseError) return error;
  if (error.code === ERROR_CODES.RequestCancelled && signal?.aborted === true) {
    return new AbortError(signal.reason);
  }
  return new ResponseError(error.code, error.message, error.data as ErrorData | string | undefined);
}
