/** Stands in for `electron` in the page: the bridge's own, long answers, and where dropped files lie. */
import { ipcRenderer as bridge } from "../../../test/browser/electron-shim.js";
import type { Answers } from "./answers.js";

export { contextBridge } from "../../../test/browser/electron-shim.js";

/** Paths of dropped files by their names: a browser never tells. And where long answers wait. */
const page = globalThis as unknown as { droppedFrom?: Record<string, string>; mediaOrigin: string };

export const ipcRenderer = {
  ...bridge,
  async invoke(channel: string, ...values: unknown[]): Promise<unknown> {
    const handed = (await bridge.invoke(channel, ...values)) as ReturnType<Answers["handed"]>;
    if (!("fetch" in handed)) return handed.value;
    return (await fetch(`${page.mediaOrigin}${handed.fetch}`)).json();
  },
};

export const webUtils = {
  getPathForFile: ({ name }: File): string => page.droppedFrom?.[name] ?? "",
};
