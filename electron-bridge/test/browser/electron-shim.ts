/** Stands in for `electron` in the page: two bindings of the test, and what it delivers. */
interface Bindings {
  ipcInvoke(channel: string, ...values: unknown[]): Promise<unknown>;
  ipcSend(channel: string, ...values: unknown[]): Promise<void>;
  ipcDeliver(channel: string, ...values: unknown[]): void;
}

const page = globalThis as unknown as Bindings & Record<string, unknown>;
const listeners = new Map<string, (event: unknown, ...values: unknown[]) => void>();

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
  on(channel: string, listener: (event: unknown, ...values: unknown[]) => void): void {
    listeners.set(channel, listener);
  },
};
