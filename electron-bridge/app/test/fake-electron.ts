/** What main uses of Electron 45, without Electron: it notes what was done, in order. */
import { EventEmitter } from "node:events";
import { join } from "node:path";
import type { Shell } from "electron";
import type * as real from "electron/main";
import type { Electron } from "../main/electron.js";

type Handler = (request: Request) => Response | Promise<Response>;
type Listener = (event: unknown, ...values: unknown[]) => unknown;
type Deny = Parameters<real.Session["setPermissionRequestHandler"]>[0] & object;
type Check = Parameters<real.Session["setPermissionCheckHandler"]>[0] & object;
type Opener = Parameters<real.WebContents["setWindowOpenHandler"]>[0];

/** An event that can be refused, as Electron's own. */
export function event<Told extends object>(
  told: Told,
): Told & { defaultPrevented: boolean; preventDefault(): void } {
  const made = {
    ...told,
    defaultPrevented: false,
    preventDefault: () => void (made.defaultPrevented = true),
  };
  return made;
}

export class FakeContents extends EventEmitter {
  opener: Opener | undefined;
  reloads = 0;
  destroyed = false;
  /** Where messages to the page go. */
  deliver: (channel: string, values: unknown[]) => void = () => undefined;

  send(channel: string, ...values: unknown[]): void {
    this.deliver(channel, values);
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  reload(): void {
    this.reloads++;
  }

  setWindowOpenHandler(handler: Opener): void {
    this.opener = handler;
  }
}

export class FakeElectron {
  readonly done: string[] = [];
  readonly windows: FakeWindow[] = [];
  readonly schemes = new Map<string, Handler>();
  readonly handlers = new Map<string, Listener>();
  readonly links: string[] = [];
  readonly notes: real.NotificationConstructorOptions[] = [];
  /** Answers of the dialogs to come; an empty list or 1 leaves a dialog. */
  readonly answers: (string[] | number)[] = [];
  readonly asked: string[] = [];
  permission: { ask?: Deny | null; check?: Check | null } = {};
  menu: real.MenuItemConstructorOptions[] = [];
  awake = 0;
  exited: number | undefined;
  /** What opens a window's page. */
  onLoad: (window: FakeWindow, address: string) => void = () => undefined;
  readonly screenArea = { x: 0, y: 0, width: 1920, height: 1080 };

  constructor(
    private readonly folder: string,
    private readonly first = true,
    readonly language = "en",
  ) {}

  readonly app = Object.assign(new EventEmitter(), {
    requestSingleInstanceLock: () => this.note("lock", this.first),
    enableSandbox: () => this.note("sandbox", undefined),
    whenReady: () => Promise.resolve(),
    getVersion: () => "0.1.0",
    getPath: (name: string) => join(this.folder, name),
    getPreferredSystemLanguages: () => [this.language],
    quit: () => {
      const wish = event({});
      this.app.emit("before-quit", wish);
      if (!wish.defaultPrevented) this.app.exit(0);
    },
    exit: (code = 0) => {
      this.note("exit", undefined);
      this.exited = code;
      this.app.emit("exited");
    },
  });

  readonly ipcMain = Object.assign(new EventEmitter(), {
    handle: (channel: string, listener: Listener) => void this.handlers.set(channel, listener),
    removeHandler: (channel: string) => void this.handlers.delete(channel),
  });

  readonly protocol = {
    registerSchemesAsPrivileged: () => this.note("schemes", undefined),
    handle: (scheme: string, handler: Handler) => void this.schemes.set(scheme, handler),
  };

  readonly session = {
    defaultSession: Object.assign(new EventEmitter(), {
      setPermissionRequestHandler: (ask: Deny | null) => void (this.permission.ask = ask),
      setPermissionCheckHandler: (check: Check | null) => void (this.permission.check = check),
      setDevicePermissionHandler: () => undefined,
    }),
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
    showMessageBox: (...given: unknown[]) =>
      Promise.resolve({ response: this.#answer(given, 1) as number, checkboxChecked: false }),
    showErrorBox: (_title: string, content: string) => void this.asked.push(content),
  };

  readonly shell = {
    openExternal: (address: string) => Promise.resolve(void this.links.push(address)),
    openPath: (path: string) => Promise.resolve(this.note(`open ${path}`, "")),
    showItemInFolder: (path: string) => this.note(`show ${path}`, undefined),
  };

  readonly powerSaveBlocker = { start: () => ++this.awake, stop: () => this.awake-- > 0 };
  readonly nativeTheme = { themeSource: "system", shouldUseDarkColors: false };
  readonly screen = { getDisplayMatching: () => ({ workArea: this.screenArea }) };
  readonly Menu = {
    buildFromTemplate: (template: real.MenuItemConstructorOptions[]) => template,
    setApplicationMenu: (menu: unknown) => void (this.menu = menu as typeof this.menu),
  };

  readonly BrowserWindow = made(
    (options: real.BrowserWindowConstructorOptions) => new FakeWindow(this, options),
  );
  readonly Notification = Object.assign(
    made((options: real.NotificationConstructorOptions) =>
      Object.assign(new EventEmitter(), { show: () => void this.notes.push(options) }),
    ),
    { isSupported: () => true },
  );

  /** As main sees it; `Typed` has what can be compared with Electron's own types. */
  get electron(): Electron {
    const typed: Typed = this;
    return typed as unknown as Electron;
  }

  #answer(given: unknown[], left: string[] | number): string[] | number {
    const { title, message } = given.at(-1) as { title?: string; message?: string };
    this.asked.push(title ?? message ?? "");
    return this.answers.shift() ?? left;
  }

  note<Value>(what: string, value: Value): Value {
    this.done.push(what);
    return value;
  }
}

export class FakeWindow extends EventEmitter {
  readonly webContents = new FakeContents();
  bounds: real.Rectangle;
  shown = false;
  focused = true;
  maximized = false;
  minimized = false;
  progress = -1;

  constructor(
    private readonly owner: FakeElectron,
    readonly options: real.BrowserWindowConstructorOptions,
  ) {
    super();
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.bounds = { x, y, width, height };
    owner.windows.push(this);
    owner.app.emit("web-contents-created", {}, this.webContents);
  }

  getNormalBounds = (): real.Rectangle => this.bounds;
  isMaximized = (): boolean => this.maximized;
  maximize = (): void => void (this.maximized = true);
  isMinimized = (): boolean => this.minimized;
  restore = (): void => void (this.minimized = false);
  show = (): void => void (this.shown = true);
  focus = (): void => void (this.focused = true);
  isFocused = (): boolean => this.focused;
  isDestroyed = (): boolean => this.webContents.destroyed;
  setProgressBar = (share: number): void => void (this.progress = share);

  loadURL(address: string): Promise<void> {
    this.owner.note(`load ${address}`, undefined);
    this.owner.onLoad(this, address);
    return Promise.resolve();
  }
}

/** A class whose instances somebody else makes. */
function made<Options, Value extends object>(
  make: (options: Options) => Value,
): new (options: Options) => Value {
  return function (options: Options) {
    return make(options);
  } as unknown as new (options: Options) => Value;
}

/** What is compared with Electron's types: all but events, whose names have no type here. */
interface Typed {
  app: Pick<
    real.App,
    | "requestSingleInstanceLock"
    | "enableSandbox"
    | "whenReady"
    | "getVersion"
    | "getPath"
    | "getPreferredSystemLanguages"
    | "quit"
    | "exit"
  >;
  protocol: Pick<real.Protocol, "registerSchemesAsPrivileged" | "handle">;
  shell: Pick<Shell, "openExternal" | "openPath" | "showItemInFolder">;
}
