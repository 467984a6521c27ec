/** The functions of `window.app`: each checks who calls, and what it is given. */
import type { Gate } from "@linnet/electron-bridge/main/gate.js";
import { notPlain } from "@linnet/electron-bridge/main/checks.js";
import { z } from "zod";
import { APP, type AppApi } from "../shared/app-api.js";
import type { Electron } from "./electron.js";

const text = z.string().min(1).max(32_768);

/** What each function takes. */
const TAKES = {
  info: z.tuple([]),
  settings: z.tuple([]),
  changeSettings: z.tuple([z.record(z.string().max(64), z.unknown())]),
  pick: z.tuple([z.enum(["recordings", "modelFolder", "export", "project", "newProject"])]),
  // From the preload: paths of files that were dropped.
  dropped: z.tuple([z.array(text).max(1000)]),
  grants: z.tuple([]),
  revoke: z.tuple([text]),
  openProject: z.tuple([text]),
  addModel: z.tuple([]),
  showInFolder: z.tuple([text]),
  openLink: z.tuple([z.enum(["birdnet", "perch", "licence-by-nc-sa", "apache"])]),
  log: z.tuple([z.boolean()]),
} satisfies Record<keyof AppApi, z.ZodType<unknown[]>>;

/** What main does for each function. */
export type Handlers = {
  [Name in keyof AppApi]: (...given: z.infer<(typeof TAKES)[Name]>) => ReturnType<AppApi[Name]>;
};

export function registerCalls(ipcMain: Electron["ipcMain"], gate: Gate, handlers: Handlers): void {
  ipcMain.handle(APP, async (event, name: unknown, ...given: unknown[]): Promise<unknown> => {
    const stranger = gate.strangerIn(event);
    if (stranger !== undefined) throw new Error(stranger);
    if (typeof name !== "string" || !Object.hasOwn(TAKES, name)) {
      throw new Error("The app has no such function.");
    }
    const read = TAKES[name as keyof AppApi].safeParse(given);
    if (!read.success || notPlain(given) !== undefined) {
      throw new Error(`"${name}" cannot be called so.`);
    }
    const handle = handlers[name as keyof AppApi] as (...all: unknown[]) => Promise<unknown>;
    return handle(...read.data);
  });
}
