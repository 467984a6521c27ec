/** Calls of the engine from a page: an outcome always, an exception never. */
import type { LinnetApi, Outcome, PageError, PageName } from "@linnet/electron-bridge/api.js";
import type { Page, Query, RowField, Select } from "@linnet/electron-bridge/call/types.js";
import { messageOf } from "@linnet/electron-bridge/message.js";
import type { Methods } from "@linnet/electron-bridge/generated/contract.js";

export type { Outcome, PageError } from "@linnet/electron-bridge/api.js";

type Method = Exclude<keyof Methods, "initialize" | "query">;

export interface CallOptions<Progress> {
  signal?: AbortSignal;
  onProgress?: (value: Progress) => void;
}

type AnyCall = (params: unknown, options: object) => Promise<Outcome<unknown>>;

async function send(
  method: string,
  params: unknown,
  options: CallOptions<never>,
): Promise<unknown> {
  const { signal, onProgress } = options;
  const name = method.replace(/\/(.)/g, (_, first: string) => first.toUpperCase());
  const made = window.linnet[name as PageName<Method> & keyof LinnetApi] as unknown as AnyCall;
  // An AbortSignal cannot cross into the world of the preload; a promise can.
  const cancel =
    signal &&
    new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener(
        "abort",
        () => {
          resolve();
        },
        { once: true },
      );
    });
  try {
    return await made(params, { ...(onProgress && { onProgress }), ...(cancel && { cancel }) });
  } catch (error) {
    return { ok: false, error: unexpected(error) };
  }
}

/** Call a method by its name in the contract. */
export function call<Name extends Method>(
  method: Name,
  params: Omit<Methods[Name]["params"], "progress">,
  options: CallOptions<Methods[Name]["progress"]> = {},
): Promise<Outcome<Methods[Name]["result"]>> {
  return send(method, params, options) as Promise<Outcome<Methods[Name]["result"]>>;
}

/** Ask the catalog; the rows are those of its `select`, with its `fields` where it names some. */
export function ask<S extends Select, const F extends readonly RowField<S>[] = readonly []>(
  question: Query<S, F>,
  options: CallOptions<never> = {},
): Promise<Outcome<Page<S, F>>> {
  return send("query", question, options) as Promise<Outcome<Page<S, F>>>;
}

/** Main was not there, or sent what cannot cross: a fault of ours, told in our words. */
function unexpected(error: unknown): PageError {
  return { code: 0, kind: "Crashed", message: messageOf(error) };
}

/** Whether an outcome is the page's own doing, of which nothing has to be said. */
export function cancelled(outcome: Outcome<unknown>): boolean {
  return !outcome.ok && outcome.error.kind === "RequestCancelled";
}
