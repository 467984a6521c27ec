/** For a sandboxed preload: gives the page `window.linnet`, and nothing else of Electron. */
import {
  CALL,
  CANCEL,
  CATALOG,
  JOBS,
  JOBS_NEWS,
  KEPT,
  PROGRESS,
  STATE,
  WATCH,
  type EngineState,
  type JobsApi,
  type JobsCall,
  type LinnetApi,
  type Outcome,
  type PageCall,
  type PageOptions,
  type StateApi,
} from "./api.js";
import { Following } from "./following.js";
import { ERROR_CODES, METHODS, type CatalogNotice } from "./generated/contract.js";
import type { JobsNews } from "./jobs.js";

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
  const state = new State(ipcRenderer);

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
    // As the page calls, and not as it is its turn: by then another project may be open.
    const { project } = state;
    const progress = onProgress !== undefined;
    const sent: PageCall = { id, method, params, progress, project };
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

  const api: Record<string, unknown> = {
    jobs: jobsApi(ipcRenderer, state),
    state: state.api,
  };
  for (const method of METHODS) {
    if (method === KEPT) continue;
    api[pageName(method)] = (params: unknown = {}, options?: PageOptions<unknown>) =>
      call(method, params, options);
  }
  api.onCatalog = watcher(ipcRenderer);
  contextBridge.exposeInMainWorld("linnet", api as unknown as LinnetApi);
}

/** How the engine is, as main last told. */
class State {
  readonly #listeners = new Set<(state: EngineState) => void>();
  #now: EngineState | undefined;

  constructor(private readonly ipcRenderer: IpcRenderer) {
    ipcRenderer.on(STATE, (_event, state) => {
      this.#take(state as EngineState);
    });
    // What is told from now on is newer than the answer.
    void this.#ask().then((state) => {
      if (this.#now === undefined && state !== undefined) this.#take(state);
    });
  }

  get project(): number | undefined {
    return this.#now?.project;
  }

  readonly api: StateApi = {
    get: () => this.#ask(),
    follow: (listener) => {
      this.#listeners.add(listener);
      if (this.#now !== undefined) listener(this.#now);
      return () => void this.#listeners.delete(listener);
    },
  };

  /** Undefined also where main has no handler. */
  async #ask(): Promise<EngineState | undefined> {
    try {
      return (await this.ipcRenderer.invoke(STATE)) as EngineState | undefined;
    } catch {
      return undefined;
    }
  }

  #take(state: EngineState): void {
    this.#now = state;
    for (const listener of this.#listeners) listener(state);
  }
}

function jobsApi(ipcRenderer: IpcRenderer, state: State): JobsApi {
  const ask = async <Value>(call: JobsCall): Promise<Outcome<Value>> =>
    (await ipcRenderer.invoke(JOBS, call)) as Outcome<Value>;
  const following = new Following(() => ask({ ask: "follow" }));
  ipcRenderer.on(JOBS_NEWS, (_event, news) => {
    following.take(news as JobsNews);
  });
  return {
    start: (job) => ask({ ask: "start", job, project: state.project }),
    cancel: (id) => ask({ ask: "cancel", id }),
    pause: (id) => ask({ ask: "pause", id }),
    goOn: (id) => ask({ ask: "goOn", id }),
    move: (id, before) => ask({ ask: "move", id, before }),
    remove: (id) => ask({ ask: "remove", id }),
    list: () => ask({ ask: "list" }),
    follow: (listener) => following.follow(listener),
  };
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
