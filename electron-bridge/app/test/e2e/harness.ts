/**
 * The app without Electron: the real page, preload, main, bridge and sidecar, in a Chromium of the
 * system. A fake plays Electron itself; what that cannot show, the README lists.
 */
import { spawnSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium, type BrowserContext, type Page as Tab } from "playwright-core";
import type { App } from "../../main/app.js";
import { start as startMain } from "../../main/start.js";
import type { Settings } from "../../shared/settings.js";
import { whole } from "../chromium.js";
import { FakeElectron } from "../fake-electron.js";
import type { FakeWindow } from "../fake-window.js";
import { builtPage } from "../built-page.js";
import { Answers } from "./answers.js";
import { serveScheme } from "./scheme-server.js";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** A program of the source tree's virtual environment. */
export function program(name: "linnet" | "python"): string {
  const path = process.platform === "win32" ? `Scripts/${name}.exe` : `bin/${name}`;
  return here(`../../../../.venv/${path}`);
}

/** For a test and for a hook: other programs may hold the processor, and nothing here tells of time. */
export const PATIENCE_MS = 240_000;

export interface Options {
  /** The engine's folder, with its models; an empty one unless given. */
  home?: string;
  /** The catalog that was open last; the home's own unless given. */
  catalog?: string;
  language?: Settings["language"];
  theme?: Settings["theme"];
  /** More settings, as they were kept. */
  settings?: Partial<Settings>;
  /** The whole text of the settings' file, in place of all that was kept. */
  settingsText?: string;
  /** Cuts the engine off from the network. The page never has one. */
  offline?: boolean;
  size?: { width: number; height: number };
  headless?: boolean;
  /** Folders that the person has picked before. */
  grants?: string[];
  /** What the dialogs will answer, one after another. */
  answers?: (string[] | number)[];
  /** A folder with another page than the built one. */
  pages?: string;
}

export interface Running {
  app: App;
  electron: FakeElectron;
  /** The present tab: a page that has crashed gets another one. */
  tab: () => Tab;
  /** What the page complained of, and what it asked of the network. */
  complaints: string[];
  /** End the engine as a crash does. */
  killSidecar: () => void;
  reload: () => Promise<void>;
  /** Wait until the window is closed. */
  closed: Promise<void>;
  close: () => Promise<void>;
}

/** No name but this computer's leads anywhere. */
const NO_NETWORK = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1";

/** Addresses that stay in the page. */
const LOCAL = /^(blob|data|about):/;

/** Start the app in a Chromium. */
export async function start(options: Options = {}): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), "linnet-app-"));
  const undo: (() => unknown)[] = [() => rm(folder, { recursive: true, force: true })];
  const closeAll = async (): Promise<void> => {
    for (const each of undo.splice(0).reverse()) await each();
  };
  try {
    return await started(folder, options, undo, closeAll);
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function started(
  folder: string,
  options: Options,
  undo: (() => unknown)[],
  closeAll: () => Promise<void>,
): Promise<Running> {
  const { size = { width: 1280, height: 800 }, headless = true } = options;
  const electron = new FakeElectron(folder);
  electron.answers.push(...(options.answers ?? []));
  const answers = new Answers();
  const files = await serveScheme("app://bundle", (request) =>
    // A browser asks for an icon, Electron does not.
    request.url.endsWith("/favicon.ico")
      ? new Response(null, { status: 204 })
      : electron.schemes.get("app")?.(request),
  );
  const media = await serveScheme(
    "media:/",
    (request) => answers.take(request, files.origin) ?? electron.schemes.get("media")?.(request),
  );
  undo.push(files.close, media.close);
  const browser = await chromium.launch({
    // The app has a window: so has its browser here, shown or not.
    executablePath: whole ?? "",
    headless,
    args: ["--no-sandbox", "--autoplay-policy=no-user-gesture-required", NO_NETWORK],
  });
  undo.push(() => browser.close());
  const context = await browser.newContext({
    viewport: headless ? size : null,
    ...(options.language === "es" ? { locale: "es-PE" } : { locale: "en-GB" }),
  });
  context.setDefaultTimeout(PATIENCE_MS / 2);
  const page = new Page(context, electron, answers, [files.origin, media.origin]);
  const loaded = page.opens();
  await page.prepare();
  await keepSettings(folder, options);
  const app = await startMain(electron.electron, {
    origin: files.origin,
    media: `${media.origin}/`,
    pages: options.pages ?? (await builtPage()),
    preload: here("../../preload/index.ts"),
    sidecar: { path: await sidecarPath(folder, options) },
    env: { ...process.env, LINNET_HOME: options.home ?? join(folder, "home") },
    devTools: false,
  });
  if (app === undefined) throw new Error("The app did not start.");
  undo.push(
    () => app.engine.stop(),
    () => app.jobs.close(),
    () => app.settings.written(),
  );
  for (const each of options.grants ?? []) await app.grants.grant(each);
  await loaded;
  return {
    app,
    electron,
    tab: () => page.tab,
    complaints: page.complaints,
    killSidecar: () => process.kill(app.project.pid ?? NaN, "SIGKILL"),
    reload: async () => void (await page.tab.reload()),
    closed: new Promise((resolve) =>
      browser.once("disconnected", () => {
        resolve();
      }),
    ),
    close: closeAll,
  };
}

/** The window's page in a tab: its calls go to main, and main's messages come to it. */
class Page {
  readonly complaints: string[] = [];
  tab!: Tab;

  constructor(
    private readonly context: BrowserContext,
    private readonly electron: FakeElectron,
    private readonly answers: Answers,
    /** The page's own files, and its sounds and pictures. */
    private readonly origins: [string, string],
  ) {}

  /** Before main starts: preload and bindings. */
  async prepare(): Promise<void> {
    const { context, electron, answers, origins } = this;
    await context.exposeBinding(
      "ipcInvoke",
      async ({ frame }, channel: string, ...values: unknown[]) => {
        const handler = electron.handlers.get(channel);
        if (handler === undefined) throw new Error(`No handler for ${channel}.`);
        return answers.handed(await handler(this.#event(frame), ...values));
      },
    );
    await context.exposeBinding("ipcSend", ({ frame }, channel: string, ...values: unknown[]) => {
      electron.ipcMain.emit(channel, this.#event(frame), ...values);
    });
    await context.addInitScript({ content: await bundledPreload(origins[1]) });
    // The page has no network: what it asks of one is a complaint.
    context.on("request", (request) => {
      const address = request.url();
      const ours = origins.some((each) => address.startsWith(`${each}/`));
      if (!ours && !LOCAL.test(address)) this.complaints.push(`network: ${address}`);
    });
  }

  /** Resolves when main has opened its window, and the page is loaded. */
  opens(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.electron.onLoad = (window, address) => {
        window.webContents.deliver = (channel, values) => {
          this.#deliver(channel, values);
        };
        window.webContents.reload = () => this.#load(window, address);
        this.#load(window, address).then(resolve, reject);
      };
    });
  }

  async #load(window: FakeWindow, address: string): Promise<void> {
    const tab = await this.context.newPage();
    const contents = window.webContents;
    this.tab = tab;
    let asked = false;
    tab.on("request", (request) => {
      asked ||= request.isNavigationRequest() && request.frame() === tab.mainFrame();
    });
    tab.on("framenavigated", (frame) => {
      // A new hash is no navigation in Electron's sense.
      if (frame === tab.mainFrame() && asked) contents.emit("did-navigate");
      if (frame === tab.mainFrame()) asked = false;
    });
    tab.on("console", (message) => {
      if (message.type() === "error") this.complaints.push(message.text());
    });
    tab.on("pageerror", (error) => this.complaints.push(String(error)));
    tab.on("crash", () => contents.emit("render-process-gone", {}, { reason: "crashed" }));
    tab.on("close", () => {
      if (this.tab !== tab) return;
      contents.destroyed = true;
      contents.emit("destroyed");
    });
    await tab.goto(address);
    window.emit("ready-to-show");
  }

  #event(frame: ReturnType<Tab["mainFrame"]>): object {
    const contents = this.electron.windows[0]?.webContents;
    return { sender: contents, senderFrame: { url: frame.url(), parent: frame.parentFrame() } };
  }

  #deliver(channel: string, values: unknown[]): void {
    const deliver = ([to, given]: [string, unknown[]]): void => {
      (globalThis as unknown as { ipcDeliver: (...all: unknown[]) => void }).ipcDeliver(
        to,
        ...given,
      );
    };
    this.tab.evaluate(deliver, [channel, values] as [string, unknown[]]).catch(() => undefined);
  }
}

/** The preload as it is built, with a stand-in for the module that only Electron has. */
async function bundledPreload(media: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [here("../../preload/index.ts")],
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    banner: { js: `globalThis.mediaOrigin = ${JSON.stringify(media)};` },
    alias: { electron: here("electron-shim.ts") },
  });
  return outputFiles[0]?.text ?? "";
}

async function keepSettings(folder: string, options: Options): Promise<void> {
  const { language, theme, catalog, size, settingsText } = options;
  const settings = { ...(language && { language }), ...(theme && { theme }), ...options.settings };
  const kept = {
    settings,
    ...(catalog === undefined ? {} : { project: catalog }),
    ...(size && { window: { x: 0, y: 0, ...size, maximized: false } }),
  };
  await mkdir(join(folder, "userData"), { recursive: true });
  await writeFile(join(folder, "userData", "settings.json"), settingsText ?? JSON.stringify(kept));
}

const ALONE = ["--net", "--map-root-user"];

/** Whether this system lets a test cut a program off from the network. */
export function canCutOff(): boolean {
  return spawnSync("unshare", [...ALONE, "true"]).status === 0;
}

/** The sidecar of the source tree, or of LINNET_SIDECAR; offline, in a network of its own. */
async function sidecarPath(folder: string, { offline = false }: Options): Promise<string> {
  const path = process.env.LINNET_SIDECAR ?? program("linnet");
  if (!offline) return path;
  const script = join(folder, "offline");
  await writeFile(script, `#!/bin/sh\nexec unshare ${ALONE.join(" ")} -- '${path}' "$@"\n`);
  await chmod(script, 0o700);
  return script;
}
