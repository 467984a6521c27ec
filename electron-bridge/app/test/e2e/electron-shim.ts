/** Stands in for `electron` in the page: two bindings of the harness, and what it delivers. */
type Listener = (event: unknown, ...values: unknown[]) => void;

interface Bindings {
  ipcInvoke(channel: string, ...values: unknown[]): Promise<unknown>;
  ipcSend(channel: string, ...values: unknown[]): Promise<void>;
  ipcDeliver(channel: string, ...values: unknown[]): void;
  /** Where dropped files lie, by their names: a browser never tells. */
  droppedFrom?: Record<string, string>;
}

const page = globalThis as unknown as Bindings & Record<string, unknown>;
const listeners = new Map<string, Listener>();

page.ipcDeliver = (channel, ...values): void => {
  listeners.get(channel)?.({}, ...values);
};

export const contextBridge = {
  exposeInMainWorld(key: string, api: unknown): void {
    page[key] = api;
  },
};

export const ipcRenderer = {
  invoke: (channel: string, ...values: unknown[]) => page.ipcInvoke(channel, ...values),
  send: (channel: string, ...values: unknown[]) => {
    void page.ipcSend(channel, ...values);
  },
  on(channel: string, listener: Listener): void {
    listeners.set(channel, listener);
  },
};

export const webUtils = {
  getPathForFile: ({ name }: File): string => page.droppedFrom?.[name] ?? "",
};
