/** Calls of `window.app`: each is checked for who calls, and for what it is given. */
import { notPlain } from "@linnet/electron-bridge/main/checks.js";
import type { Gate } from "@linnet/electron-bridge/main/gate.js";
import { APP, type AppApi } from "../shared/app-api.js";
import { PARAMS, type Handlers } from "../node/params.js";
import type { Electron } from "./electron.js";

export function registerCalls(ipcMain: Electron["ipcMain"], gate: Gate, handlers: Handlers): void {
  ipcMain.handle(APP, async (event, name: unknown, ...given: unknown[]): Promise<unknown> => {
    const stranger = gate.strangerIn(event);
    if (stranger !== undefined) throw new Error(stranger);
    const known = typeof name === "string" && Object.hasOwn(PARAMS, name);
    if (!known) throw new Error("The app has no such function.");
    const called = name as keyof AppApi;
    const read = PARAMS[called].safeParse(given);
    if (!read.success || notPlain(given) !== undefined) {
      throw new Error(`"${called}" cannot be called so.`);
    }
    return (handlers[called] as (...all: unknown[]) => Promise<unknown>)(...read.data);
  });
}
