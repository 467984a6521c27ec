/** Gives the page `window.linnet` and `window.app`, and nothing else of Electron. */
import { exposeApi } from "@linnet/electron-bridge/preload.js";
import { contextBridge, ipcRenderer, webUtils } from "electron";
import { APP, APP_FUNCTIONS } from "../shared/app-api.js";

exposeApi(contextBridge, ipcRenderer);

const functions = APP_FUNCTIONS.map((name) => {
  const ask = (...values: unknown[]): Promise<unknown> => ipcRenderer.invoke(APP, name, ...values);
  // The page sees no path of what a person drops: it goes to main from here.
  const drop = (files: File[]): Promise<unknown> =>
    ask(files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== ""));
  return [name, name === "dropped" ? drop : ask] as const;
});
contextBridge.exposeInMainWorld("app", Object.fromEntries(functions));
