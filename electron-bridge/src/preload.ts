/** For a sandboxed preload: gives the page `window.linnet`, and nothing else of Electron. */
import {
  CALL,
  CANCEL,
  KEPT,
  PROGRESS,
  type LinnetApi,
  type Outcome,
  type PageCall,
  type PageOptions,
} from "./api.js";
import { METHODS } from "./generated/contract.js";

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

/** Expose one function for each method, as `LinnetApi` has them. */
export function exposeApi(contextBridge: ContextBridge, ipcRenderer: IpcRenderer): void {
  const listening = new Map<string, (value: unknown) => void>();
  ipcRenderer.on(PROGRESS, (_event, id, value) => listening.get(String(id))?.(value));

  const call = async (
    method: string,
    params: unknown,
    options: PageOptions<unknown> = {},
  ): Promise<Outcome<unknown>> => {
    const { onProgress, cancel } = options;
    const id = crypto.randomUUID();
    if (onProgress) listening.set(id, onProgress);
    void cancel?.then(() => {
      ipcRenderer.send(CANCEL, id);
    });
    const sent: PageCall = { id, method, params, progress: onProgress !== undefined };
    try {
      return (await ipcRenderer.invoke(CALL, sent)) as Outcome<unknown>;
    } finally {
      listening.delete(id);
    }
  };

  const api: Record<string, unknown> = {};
  for (const method of METHODS) {
    if (method === KEPT) continue;
    api[pageName(method)] = (params: unknown = {}, options?: PageOptions<unknown>) =>
      call(method, params, options);
  }
  contextBridge.exposeInMainWorld("linnet", api as unknown as LinnetApi);
}

function pageName(method: string): string {
  return method.replace(/\/(.)/g, (_, first: string) => first.toUpperCase());
}
