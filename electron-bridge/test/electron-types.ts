/** Electron's own types satisfy what the bridge asks for; checked by `tsc`, never run. */
import type { App, BrowserWindow, Protocol } from "electron";
import { contextBridge, ipcMain, ipcRenderer } from "electron";
import {
  Engine,
  Grants,
  Jobs,
  locateBy,
  Media,
  Pictures,
  registerIpc,
  serveMedia,
  Sounds,
} from "../src/main/index.js";
import { exposeApi } from "../src/preload.js";
import { Sidecar } from "../src/supervise/supervisor.js";

export function typesFit(app: App, protocol: Protocol, window: BrowserWindow): void {
  const origin = "app://bundle";
  const engine = new Engine();
  const grants = new Grants();
  const jobs = new Jobs(engine, { grants });
  const dispose = registerIpc(ipcMain, engine, { origin, grants, engine, jobs });
  window.on("closed", dispose);
  void engine.open(new Sidecar({ command: "linnet" }));
  engine.stopWith(
    app,
    jobs.consent(() => Promise.resolve(false)),
  );
  const options = { origin, project: () => engine.project };
  const media = new Media({ ...options, locate: locateBy(engine) });
  const pictures = new Pictures(engine, options);
  protocol.handle("media", serveMedia(media, pictures, new Sounds(engine, options)));
  exposeApi(contextBridge, ipcRenderer);
}
