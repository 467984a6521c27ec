/** Stands in for `electron` in the page: the bridge's own, and where dropped files lie. */
export { contextBridge, ipcRenderer } from "../../../test/browser/electron-shim.js";

/** Paths of dropped files by their names: a browser never tells. */
const page = globalThis as unknown as { droppedFrom?: Record<string, string> };

export const webUtils = {
  getPathForFile: ({ name }: File): string => page.droppedFrom?.[name] ?? "",
};
