/** Electron's own types satisfy what the bridge asks for; checked by `tsc`, never run. */
import type { BrowserWindow, Protocol } from "electron";
import { contextBridge, ipcMain, ipcRenderer } from "electron";
import { Grants, Media, registerIpc } from "../src/main/index.js";
import { exposeApi } from "../src/preload.js";
import { Sidecar } from "../src/supervise/supervisor.js";

export function typesFit(protocol: Protocol, window: BrowserWindow): void {
  const sidecar = new Sidecar({ command: "linnet" });
  const grants = new Grants();
  const dispose = registerIpc(ipcMain, sidecar, { origin: "app://bundle", grants });
  window.on("closed", dispose);
  protocol.handle("media", new Media().handle);
  exposeApi(contextBridge, ipcRenderer);
}
