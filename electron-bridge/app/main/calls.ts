/** Calls of `window.app`: each is checked for who calls, and for what it is given. */
import { notPlain } from "@linnet/electron-bridge/main/checks.js";
import { tooMany } from "@linnet/electron-bridge/main/failures.js";
import type { Gate } from "@linnet/electron-bridge/main/gate.js";
import { APP, type AppApi } from "../shared/app-api.js";
import { PARAMS, type Handlers } from "../node/params.js";
import { Turns } from "../node/turns.js";
import type { Electron } from "./electron.js";

/** Calls that are under way at a time; a page needs a few. */
const MOST_CALLS = 64;

export function registerCalls(ipcMain: Electron["ipcMain"], gate: Gate, handlers: Handlers): void {
  const turns = new Turns(MOST_CALLS, () => tooMany().message);
  ipcMain.handle(APP, async (event, name: unknown, ...given: unknown[]): Promise<unknown> => {
    const stranger = gate.strangerIn(event);
    if (stranger !== undefined) throw new Error(stranger);
    const known = typeof name === "string" && Object.hasOwn(PARAMS, name);
    if (!known) throw new Error("The app has no such function.");
    const called = name as keyof AppApi;
    const plain = notPlain(given) === undefined;
    const read = plain ? PARAMS[called].safeParse(given) : undefined;
    if (read?.success !== true) throw new Error(`"${called}" cannot be called so.`);
    const handler = handlers[called] as (...all: unknown[]) => Promise<unknown>;
    return turns.take(() => handler(...read.data));
  });
}
