/** An app's preload, as the README has it. */
import { contextBridge, ipcRenderer } from "electron";
import { exposeApi } from "../../src/preload.js";

exposeApi(contextBridge, ipcRenderer);
