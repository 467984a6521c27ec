/** The one window: where it stands, and all that its page may not do. */
import type { BrowserWindow, Rectangle, WebContents } from "electron/main";
import type { Electron } from "./electron.js";
import type { SettingsFile } from "./settings.js";
import type { Words } from "./words.js";

const SMALLEST = { minWidth: 900, minHeight: 600 };
const USUAL = { width: 1280, height: 800 };

/** A page that ends again within this time is not loaded a third time. */
const TWICE_MS = 10_000;

export interface WindowOptions {
  address: string;
  preload: string;
  devTools: boolean;
  words: () => Words;
}

/** No page goes elsewhere, opens a window, holds a foreign page or asks for the computer's parts. */
export function refuseAll({ app, session }: Electron, origin: string): void {
  app.on("web-contents-created", (_event, contents) => {
    const stay = (event: { url: string; preventDefault(): void }): void => {
      if (!event.url.startsWith(`${origin}/`)) event.preventDefault();
    };
    contents.on("will-navigate", stay);
    contents.on("will-frame-navigate", stay);
    contents.on("will-redirect", stay);
    contents.on("will-attach-webview", (event) => {
      event.preventDefault();
    });
    contents.setWindowOpenHandler(() => ({ action: "deny" }));
  });
  const all = session.defaultSession;
  // A report can be copied; nothing else is allowed.
  const may = (permission: string): boolean => permission === "clipboard-sanitized-write";
  all.setPermissionRequestHandler((_contents, permission, answer) => {
    answer(may(permission));
  });
  all.setPermissionCheckHandler((_contents, permission) => may(permission));
  all.setDevicePermissionHandler(() => false);
  all.on("will-download", (event) => {
    event.preventDefault();
  });
}

/** Open the window and load its page; the engine may still be starting. */
export function openWindow(
  electron: Electron,
  settings: SettingsFile,
  { address, preload, devTools, words }: WindowOptions,
): BrowserWindow {
  const kept = settings.own.window;
  const window = new electron.BrowserWindow({
    ...SMALLEST,
    ...(kept !== null && isSeen(electron, kept) ? bounds(kept) : USUAL),
    show: false,
    autoHideMenuBar: true,
    // As the page's own surface, so that no white flashes in the dark.
    backgroundColor: electron.nativeTheme.shouldUseDarkColors ? "#16191d" : "#ffffff",
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      // Its dictionaries would come from the network.
      spellcheck: false,
      devTools,
    },
  });
  if (kept?.maximized === true) window.maximize();
  window.once("ready-to-show", () => {
    window.show();
  });
  keepBounds(window, settings);
  let quitting = false;
  electron.app.on("before-quit", (event) => {
    quitting = !event.defaultPrevented;
  });
  window.on("close", (event) => {
    if (quitting) return;
    // Quitting asks about jobs, stops the engine, and closes the window itself.
    event.preventDefault();
    electron.app.quit();
  });
  loadAgain(electron, window.webContents, words);
  void window.loadURL(address);
  return window;
}

/** Bring the window to the front: somebody has started Linnet a second time. */
export function bringUp(window: BrowserWindow | undefined): void {
  if (window?.isMinimized() === true) window.restore();
  window?.show();
  window?.focus();
}

/** Whether enough of a window lies on a screen to be taken hold of. */
function isSeen({ screen }: Electron, { x, y, width }: Rectangle): boolean {
  const { workArea } = screen.getDisplayMatching({ x, y, width, height: 32 });
  const wide = Math.min(x + width, workArea.x + workArea.width) - Math.max(x, workArea.x);
  return wide >= 100 && y >= workArea.y - 8 && y < workArea.y + workArea.height - 32;
}

function bounds({ x, y, width, height }: Rectangle): Rectangle {
  return { x, y, width, height };
}

function keepBounds(window: BrowserWindow, settings: SettingsFile): void {
  let late: NodeJS.Timeout | undefined;
  const keep = (): void => {
    clearTimeout(late);
    late = setTimeout(() => {
      if (window.isDestroyed()) return;
      const now = { ...bounds(window.getNormalBounds()), maximized: window.isMaximized() };
      // The place of a window is worth no complaint.
      settings.keep({ window: now }).catch(() => undefined);
    }, 300);
  };
  for (const event of ["resize", "move", "maximize", "unmaximize"] as const) {
    window.on(event as "resize", keep);
  }
}

/** A page that crashes is loaded again: its jobs are main's, and go on. */
function loadAgain({ dialog }: Electron, contents: WebContents, words: () => Words): void {
  let last = -Infinity;
  contents.on("render-process-gone", (_event, { reason }) => {
    if (reason === "clean-exit") return;
    const again = Date.now() - last > TWICE_MS;
    last = Date.now();
    if (again) contents.reload();
    else dialog.showErrorBox("Linnet", words().pageGone);
  });
}
