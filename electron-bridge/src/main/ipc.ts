import { CALL, CANCEL, PROGRESS, STATE, type Outcome, type PageCall } from "../api.js";
import type { CatalogNotice, Methods } from "../generated/contract.js";
import { isRecord, weight } from "./checks.js";
import type { Engine } from "./engine.js";
import { asPageError, otherProject, refused, tooMany } from "./failures.js";
import { Followers } from "./followers.js";
import { Gate, lookAtPaths, type GateOptions } from "./gate.js";
import type { Jobs } from "./jobs.js";
import { registerJobs } from "./jobs-ipc.js";
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

export interface IpcOptions extends GateOptions {
  /** Long calls that outlive the page; without them a page may start none. */
  jobs?: Jobs;
  /** Tells the page how the engine is, and refuses calls that were meant for another project. */
  engine?: Pick<Engine, "now" | "on" | "removeListener">;
}

/** A page names its calls by a UUID. */
const LONGEST_ID = 64;

/** Let a page call the sidecar; returns what ends that. */
export function registerIpc(ipcMain: IpcMain, client: Caller, options: IpcOptions): () => void {
  const { grants, jobs, engine } = options;
  const gate = new Gate(options);
  const running = new Map<Page, Running>();
  const closed = (project: unknown): boolean =>
    engine !== undefined && project !== undefined && project !== engine.now.project;

  const callsOf = (page: Page): Running => {
    const known = running.get(page);
    if (known !== undefined) return known;
    const calls = new Running(page, () => running.delete(page));
    running.set(page, calls);
    return calls;
  };

  const onCall = async (event: IpcEvent, sent: unknown): Promise<Outcome<unknown>> => {
    const call = sent as PageCall;
    const problem = gate.strangerIn(event) ?? noCall(call) ?? gate.unfit(call.method, call.params);
    if (problem !== undefined) return { ok: false, error: refused(problem) };
    if (closed(call.project)) return { ok: false, error: otherProject() };
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
      const looked = await lookAtPaths(call.method as keyof Methods, call.params, grants);
      if (typeof looked === "string") return { ok: false, error: refused(looked) };
      const outcome = await answer(client, call, signal, onProgress);
      const moved = await looked.moved();
      return moved === undefined ? outcome : { ok: false, error: refused(moved) };
    } finally {
      calls.end(call.id);
    }
  };
  const onCancel = (event: IpcEvent, id: unknown): void => {
    if (gate.strangerIn(event) !== undefined) return;
    running.get(event.sender)?.cancel(String(id));
  };

  ipcMain.handle(CALL, onCall);
  ipcMain.on(CANCEL, onCancel);
  const untell = tellPages(ipcMain, client, (event) => gate.strangerIn(event) === undefined);
  const endJobs = registerJobs(ipcMain, jobs, gate, closed);
  const endState = registerState(ipcMain, engine, gate);
  return () => {
    ipcMain.removeHandler(CALL);
    ipcMain.removeListener(CANCEL, onCancel);
    endJobs();
    endState();
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

/** Tell pages how the engine is; returns what ends that. */
function registerState(ipcMain: IpcMain, engine: IpcOptions["engine"], gate: Gate): () => void {
  const followers = new Followers(STATE);
  const tell = (state: unknown): void => {
    followers.send(state);
  };
  engine?.on("state", tell);
  ipcMain.handle(STATE, (event) => {
    if (gate.strangerIn(event) !== undefined) return undefined;
    followers.add(event.sender);
    return engine?.now;
  });
  return () => {
    ipcMain.removeHandler(STATE);
    engine?.removeListener("state", tell);
  };
}

/** Say why something is no call; undefined when it is one. */
function noCall(call: unknown): string | undefined {
  const named = isRecord(call) && typeof call.id === "string" && typeof call.method === "string";
  return named && (call.id as string).length <= LONGEST_ID ? undefined : "This is not a call.";
}
