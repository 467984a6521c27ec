/** For a sandboxed preload: gives the page `window.linnet`, and nothing else of Electron. */
import {
  CALL,
  CANCEL,
  CATALOG,
  KEPT,
  PROGRESS,
  WATCH,
  type LinnetApi,
  type Outcome,
  type PageCall,
  type PageOptions,
} from "./api.js";
import { ERROR_CODES, METHODS, type CatalogNotice } from "./generated/contract.js";

export type { LinnetApi, Outcome, PageError, PageOptions } from "./api.js";

/** What is needed of Electron's `contextBridge`. */
export interface ContextBridge {
  exposeInMainWorld(key: string, api: unknown): void;
}

/** What is needed of Electron's `ipcRenderer`. */
export interface IpcRenderer {
  invoke(channel: string, ...values: unknown[]): Promise<unknown>;
  send(channel: string, ...values: unknown[]): void;
  on(channel: string, listener: (event: unknown, ...values: unknown[]) => void): unknown;
}

/** Calls that are sent at a time: main refuses more than twice as many. */
const MOST_AT_ONCE = 128;

const CANCELLED: Outcome<never> = {
  ok: false,
  error: { code: ERROR_CODES.RequestCancelled, kind: "RequestCancelled", message: "Cancelled." },
};

/** Lets a number of calls go at once; the others wait in the page, in their order. */
class Turns {
  readonly #waiting: (() => void)[] = [];

  constructor(private left: number) {}

  async wait(): Promise<void> {
    if (this.left-- > 0) return;
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  leave(): void {
    this.left++;
    this.#waiting.shift()?.();
  }
}

/** Expose one function for each method, as `LinnetApi` has them. */
export function exposeApi(contextBridge: ContextBridge, ipcRenderer: IpcRenderer): void {
  const listening = new Map<string, (value: unknown) => void>();
  const turns = new Turns(MOST_AT_ONCE);
  ipcRenderer.on(PROGRESS, (_event, id, value) => listening.get(String(id))?.(value));

  const call = async (
    method: string,
    params: unknown,
    options: PageOptions<unknown> = {},
  ): Promise<Outcome<unknown>> => {
    const { onProgress, cancel } = options;
    const id = crypto.randomUUID();
    if (onProgress) listening.set(id, onProgress);
    const stop = new AbortController();
    void cancel?.then(() => {
      stop.abort();
      ipcRenderer.send(CANCEL, id);
    });
    const sent: PageCall = { id, method, params, progress: onProgress !== undefined };
    try {
      await turns.wait();
      // Main knows nothing yet of a call that had to wait.
      if (stop.signal.aborted) return CANCELLED;
      return (await ipcRenderer.invoke(CALL, sent)) as Outcome<unknown>;
    } finally {
      turns.leave();
      listening.delete(id);
    }
  };

  const api: Record<string, unknown> = {};
  for (const method of METHODS) {
    if (method === KEPT) continue;
    api[pageName(method)] = (params: unknown = {}, options?: PageOptions<unknown>) =>
      call(method, params, options);
  }
  api.onCatalog = watcher(ipcRenderer);
  contextBridge.exposeInMainWorld("linnet", api as unknown as LinnetApi);
}

/** Make `onCatalog`: main sends notices only while somebody listens. */
function watcher(ipcRenderer: IpcRenderer): LinnetApi["onCatalog"] {
  const listeners = new Set<{ hear: (notice: CatalogNotice) => void }>();
  ipcRenderer.on(CATALOG, (_event, notice) => {
    for (const { hear } of [...listeners]) hear(notice as CatalogNotice);
  });
  return (hear) => {
    const listener = { hear }; // one function may listen twice
    if (listeners.size === 0) ipcRenderer.send(WATCH, true);
    listeners.add(listener);
    return () => {
      if (listeners.delete(listener) && listeners.size === 0) ipcRenderer.send(WATCH, false);
    };
  };
}

function pageName(method: string): string {
  return method.replace(/\/(.)/g, (_, first: string) => first.toUpperCase());
}
