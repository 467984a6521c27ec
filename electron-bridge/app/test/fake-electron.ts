/** What main uses of Electron 45, without Electron: it notes what was done, in order. */
import { EventEmitter } from "node:events";
import { join } from "node:path";
import type * as real from "electron";
import type { Electron } from "../main/electron.js";
import { FakeWindow, Wish } from "./fake-window.js";

type Scheme = (request: Request) => Response | Promise<Response>;
type Listener = (event: unknown, ...values: unknown[]) => unknown;
type Ask = Parameters<real.Session["setPermissionRequestHandler"]>[0];
type Check = Parameters<real.Session["setPermissionCheckHandler"]>[0];

export class FakeElectron {
  readonly done: string[] = [];
  readonly windows: FakeWindow[] = [];
  readonly schemes = new Map<string, Scheme>();
  readonly handlers = new Map<string, Listener>();
  readonly links: string[] = [];
  readonly notes: unknown[] = [];
  /** Answers of the dialogs to come; a person leaves those that have none. */
  readonly answers: (string[] | number)[] = [];
  readonly asked: string[] = [];
  ask: Ask | undefined;
  check: Check | undefined;
  menu: real.MenuItemConstructorOptions[] = [];
  awake = 0;
  exited: number | undefined;
  /** What opens a window's page. */
  onLoad: (window: FakeWindow, address: string) => unknown = () => undefined;

  constructor(
    private readonly folder: string,
    private readonly first = true,
  ) {}

  readonly app = Object.assign(new EventEmitter(), {
    requestSingleInstanceLock: () => this.note("lock") && this.first,
    enableSandbox: () => this.note("sandbox"),
    whenReady: () => Promise.resolve(),
    getVersion: () => "0.1.0",
    getPath: (name: string) => join(this.folder, name),
    getPreferredSystemLanguages: () => ["en"],
    quit: () => {
      const wish = new Wish();
      this.app.emit("before-quit", wish);
      if (!wish.defaultPrevented) this.app.exit();
    },
    exit: (code = 0) => this.note("exit") && (this.exited = code),
  } satisfies Partial<Record<keyof real.App, unknown>>);
  readonly ipcMain = Object.assign(new EventEmitter(), {
    handle: (channel: string, listener: Listener) => this.handlers.set(channel, listener),
    removeHandler: (channel: string) => this.handlers.delete(channel),
  });
  readonly protocol = {
    registerSchemesAsPrivileged: () => this.note("schemes"),
    handle: (scheme: string, handler: Scheme) => this.schemes.set(scheme, handler),
  } satisfies Partial<Record<keyof real.Protocol, unknown>>;
  readonly session = {
    defaultSession: Object.assign(new EventEmitter(), {
      setPermissionRequestHandler: (ask: Ask) => (this.ask = ask),
      setPermissionCheckHandler: (check: Check) => (this.check = check),
      setDevicePermissionHandler: () => undefined,
    } satisfies Partial<Record<keyof real.Session, unknown>>),
  };
  readonly dialog = {
    showOpenDialog: (...given: unknown[]) => {
      const filePaths = this.#answer(given, []) as string[];
      return Promise.resolve({ canceled: filePaths.length === 0, filePaths });
    },
    showSaveDialog: (...given: unknown[]) => {
      const [filePath = ""] = this.#answer(given, []) as string[];
      return Promise.resolve({ canceled: filePath === "", filePath });
    },
    showMessageBox: (...given: unknown[]) => {
      const response = this.#answer(given, 1) as number;
      return Promise.resolve({ response, checkboxChecked: false });
    },
    showErrorBox: (_title, content) => this.asked.push(content),
  } satisfies Partial<real.Dialog>;
  readonly shell = {
    openExternal: (address) => Promise.resolve(void this.links.push(address)),
    openPath: (path) => Promise.resolve(this.note(`open ${path}`) ? "" : "closed"),
    showItemInFolder: (path) => this.note(`show ${path}`),
  } satisfies Partial<real.Shell>;
  readonly powerSaveBlocker = {
    start: () => ++this.awake,
    stop: () => this.awake-- > 0,
  } satisfies Partial<real.PowerSaveBlocker>;
  readonly nativeTheme = { themeSource: "system", shouldUseDarkColors: false };
  readonly screen = {
    getDisplayMatching: () => ({ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }),
  } satisfies Partial<Record<keyof real.Screen, unknown>>;
  readonly Menu = {
    buildFromTemplate: (template: real.MenuItemConstructorOptions[]) => template,
    setApplicationMenu: (menu: real.MenuItemConstructorOptions[]) => (this.menu = menu),
  };
  readonly BrowserWindow = made(
    (options: real.BrowserWindowConstructorOptions) => new FakeWindow(this, options),
  );
  readonly Notification = Object.assign(
    made((options: real.NotificationConstructorOptions) =>
      Object.assign(new EventEmitter(), { show: () => this.notes.push(options) }),
    ),
    { isSupported: () => true },
  );
  /** As main sees it. */
  readonly electron = this as unknown as Electron;

  note(what: string): boolean {
    return this.done.push(what) > 0;
  }

  #answer(given: unknown[], left: string[] | number): string[] | number {
    const { title, message } = given.at(-1) as { title?: string; message?: string };
    this.asked.push(title ?? message ?? "");
    return this.answers.shift() ?? left;
  }
}

/** A class whose instances somebody else makes. */
function made<Options>(make: (options: Options) => object): new (options: Options) => object {
  return function (options: Options) {
    return make(options);
  } as unknown as new (options: Options) => object;
}
