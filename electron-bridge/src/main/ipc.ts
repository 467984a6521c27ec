import { CALL, CANCEL, KEPT, PROGRESS, type Outcome, type PageCall } from "../api.js";
import { METHODS, PATHS, type CatalogNotice, type Methods } from "../generated/contract.js";
import { isRecord, notPlain, pathsIn, weight } from "./checks.js";
import { asPageError, refused, tooMany } from "./failures.js";
import type { Grants } from "./grants.js";
import { lookAt } from "./looked.js";
import { Running } from "./running.js";
import { tellPages } from "./watching.js";

/** What is needed of SidecarClient, or of the supervisor. */
export interface Caller {
  call(
    method: never,
    params: never,
    options: { signal: AbortSignal; onProgress?: (value: unknown) => void },
  ): Promise<unknown>;
  onCatalog?(listener: (notice: CatalogNotice) => void): () => void;
}

/** What is needed of Electron's `webContents`. */
export interface Page {
  send(channel: string, ...values: unknown[]): void;
  isDestroyed(): boolean;
  once(event: "destroyed", listener: () => void): unknown;
  on(event: "did-navigate" | "render-process-gone", listener: () => void): unknown;
}

export interface IpcEvent {
  sender: Page;
  senderFrame: { url: string; parent: unknown } | null;
}

/** What is needed of Electron's `ipcMain`. */
export interface IpcMain {
  handle(channel: string, listener: (event: IpcEvent, ...values: unknown[]) => unknown): void;
  removeHandler(channel: string): void;
  on(channel: string, listener: (event: IpcEvent, ...values: unknown[]) => void): unknown;
  removeListener(
    channel: string,
    listener: (event: IpcEvent, ...values: unknown[]) => void,
  ): unknown;
}

export interface IpcOptions {
  /** The page's own origin, such as "app://bundle"; calls of any other are refused. */
  origin: string;
  grants: Grants;
  /** Methods a page may call; all but those that install code of others, unless given. */
  allow?: readonly string[];
  /** A closer look at params; returns what is wrong with them. */
  validate?: (method: string, params: Record<string, unknown>) => string[];
}

/** A page names its calls by a UUID. */
const LONGEST_ID = 64;

const USUAL = METHODS.filter((name) => name !== KEPT && name !== "models/add");

/** Let a page call the sidecar; returns what ends that. */
export function registerIpc(ipcMain: IpcMain, client: Caller, options: IpcOptions): () => void {
  const running = new Map<Page, Running>();

  const callsOf = (page: Page): Running => {
    const known = running.get(page);
    if (known !== undefined) return known;
    const calls = new Running(page, () => running.delete(page));
    running.set(page, calls);
    return calls;
  };

  const onCall = async (event: IpcEvent, sent: unknown): Promise<Outcome<unknown>> => {
    const call = sent as PageCall;
    const problem = strangerIn(event, options) ?? unfit(call, options);
    if (problem !== undefined) return { ok: false, error: refused(problem) };
    const page = event.sender;
    // Before the first await: a cancel, or the page's end, may come while files are looked at.
    const calls = callsOf(page);
    if (calls.has(call.id)) return { ok: false, error: refused("This call is running already.") };
    const signal = calls.begin(call.id, weight(call.params));
    if (signal === undefined) return { ok: false, error: tooMany() };
    const onProgress = (value: unknown): void => {
      if (!signal.aborted && !page.isDestroyed()) page.send(PROGRESS, call.id, value);
    };
    try {
      const named = pathsIn(call.params, PATHS[call.method as keyof Methods]);
      const looked = await lookAt(call.method, named, options.grants);
      if (typeof looked === "string") return { ok: false, error: refused(looked) };
      const outcome = await answer(client, call, signal, onProgress);
      const moved = await looked.moved();
      return moved === undefined ? outcome : { ok: false, error: refused(moved) };
    } finally {
      calls.end(call.id);
    }
  };
  const onCancel = (event: IpcEvent, id: unknown): void => {
    if (strangerIn(event, options) !== undefined) return;
    running.get(event.sender)?.cancel(String(id));
  };

  ipcMain.handle(CALL, onCall);
  ipcMain.on(CANCEL, onCancel);
  const untell = tellPages(ipcMain, client, (event) => strangerIn(event, options) === undefined);
  return () => {
    ipcMain.removeHandler(CALL);
    ipcMain.removeListener(CANCEL, onCancel);
    untell();
    for (const calls of running.values()) calls.endAll();
  };
}

async function answer(
  client: Caller,
  call: PageCall,
  signal: AbortSignal,
  onProgress: (value: unknown) => void,
): Promise<Outcome<unknown>> {
  try {
    signal.throwIfAborted();
    const value = await client.call(call.method as never, call.params as never, {
      signal,
      ...(call.progress ? { onProgress } : {}),
    });
    return { ok: true, value };
  } catch (error) {
    return { ok: false, error: asPageError(error) };
  }
}

/** Say why a caller is refused; undefined when it is not. */
function strangerIn({ senderFrame }: IpcEvent, { origin }: IpcOptions): string | undefined {
  if (senderFrame === null || senderFrame.parent !== null) return "Only the page itself may call.";
  return originOf(senderFrame.url) === origin ? undefined : "This page may not call the engine.";
}

/** Say why a call is refused; undefined when it is not. */
function unfit(call: unknown, { allow = USUAL, validate }: IpcOptions): string | undefined {
  if (!isRecord(call) || typeof call.id !== "string" || typeof call.method !== "string") {
    return "This is not a call.";
  }
  if (call.id.length > LONGEST_ID) return "This is not a call.";
  // Of a method outside the contract nobody knows which params name files.
  if (!allow.includes(call.method) || !Object.hasOwn(PATHS, call.method)) {
    return `A page may not call "${call.method}".`;
  }
  const { params } = call;
  if (!isRecord(params)) return "The params must be an object.";
  // The bridge's own: with a token of its choice a page could listen to another call.
  if ("progress" in params) return "The params cannot be used: progress is not a page's to choose.";
  const problem = notPlain(params) ?? validate?.(call.method, params)[0];
  return problem === undefined ? undefined : `The params cannot be used: ${problem}.`;
}

/** The origin of an address; an own scheme has one too, though `URL` calls it "null". */
function originOf(address: string): string | undefined {
  try {
    const { origin, protocol, host } = new URL(address);
    return origin === "null" ? `${protocol}//${host}` : origin;
  } catch {
    return undefined;
  }
}
