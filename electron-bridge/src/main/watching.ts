import { CATALOG, WATCH } from "../api.js";
import type { Caller, IpcEvent, IpcMain, Page } from "./ipc.js";

/** Tell the pages that listen what changed in the catalog; returns what ends that. */
export function tellPages(
  ipcMain: IpcMain,
  client: Caller,
  mayListen: (event: IpcEvent) => boolean,
): () => void {
  const known = new WeakSet<Page>();
  const listening = new Set<Page>();

  const onWatch = (event: IpcEvent, begin: unknown): void => {
    const page = event.sender;
    if (!mayListen(event)) return;
    if (begin !== true) {
      listening.delete(page);
      return;
    }
    listening.add(page);
    if (known.has(page)) return;
    known.add(page);
    const leave = (): void => void listening.delete(page);
    page.once("destroyed", leave);
    // Another document has not asked to listen.
    page.on("did-navigate", leave);
    page.on("render-process-gone", leave);
  };

  ipcMain.on(WATCH, onWatch);
  const unheed = client.onCatalog?.((notice) => {
    for (const page of listening) if (!page.isDestroyed()) page.send(CATALOG, notice);
  });
  return () => {
    ipcMain.removeListener(WATCH, onWatch);
    unheed?.();
  };
}
