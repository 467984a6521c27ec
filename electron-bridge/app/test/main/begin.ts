/** Main on the fake of Electron, in a folder of the test's own. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { assert, onTestFinished } from "vitest";
import type { IpcEvent } from "@linnet/electron-bridge/main/ipc.js";
import type { Supervised } from "@linnet/electron-bridge/main/engine.js";
import type { App } from "../../main/app.js";
import { start } from "../../main/start.js";
import { APP, type AppApi } from "../../shared/app-api.js";
import { FakeElectron } from "../fake-electron.js";
import { FakeContents } from "../fake-window.js";

export const ORIGIN = "app://bundle";

const program = process.platform === "win32" ? "Scripts/linnet.exe" : "bin/linnet";

/** The real sidecar, from source or as LINNET_SIDECAR names it. */
export const sidecar =
  process.env.LINNET_SIDECAR ??
  fileURLToPath(new URL(`../../../../.venv/${program}`, import.meta.url));

export async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "linnet-main-"));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

export interface Begun {
  app: App;
  electron: FakeElectron;
  call: <Name extends keyof AppApi>(name: Name, ...given: unknown[]) => ReturnType<AppApi[Name]>;
}

interface Options {
  /** No engine unless given. */
  path?: string;
  pages?: string;
}

/** Start main in a folder; it is stopped when the test ends. */
export async function begin(
  home: string,
  { path = join(home, "no-engine"), pages = join(home, "pages") }: Options = {},
): Promise<Begun> {
  const electron = new FakeElectron(home);
  const app = await start(electron.electron, {
    origin: ORIGIN,
    media: "media://",
    pages,
    preload: "preload.cjs",
    sidecar: { path },
    env: { LINNET_HOME: join(home, "engine") },
    devTools: false,
  });
  assert.isDefined(app);
  onTestFinished(async () => {
    await app.jobs.close(0);
    await app.engine.stop();
    await app.settings.written();
    app.log.close();
  });
  const call = (name: string, ...given: unknown[]): unknown =>
    electron.handlers.get(APP)?.(from(`${ORIGIN}/index.html`), name, ...given);
  return { app, electron, call: call as Begun["call"] };
}

/** A call from a page at an address. */
export function from(url: string, parent: unknown = null): IpcEvent {
  return { sender: new FakeContents(), senderFrame: { url, parent } };
}

/** An engine whose calls last until they are cancelled; `query` finds nothing. */
export function lasting(): Supervised & { asked: [string, unknown][] } {
  const asked: [string, unknown][] = [];
  const call = (method: string, params: unknown, options: { signal?: AbortSignal }) => {
    asked.push([method, params]);
    if (method === "query") return Promise.resolve({ rows: [] });
    return new Promise((_resolve, reject) => {
      options.signal?.addEventListener("abort", () => {
        reject(new DOMException("Cancelled.", "AbortError"));
      });
    });
  };
  return {
    asked,
    state: "ready",
    failure: undefined,
    log: [],
    call: call as unknown as Supervised["call"],
    start: () => Promise.resolve({} as never),
    stop: () => Promise.resolve(),
    on: () => undefined,
  };
}

/** Wait until something is so; the test's own limit ends a wait in vain. */
export async function until(so: () => boolean): Promise<void> {
  while (!so()) await new Promise((resolve) => setTimeout(resolve, 5));
}
