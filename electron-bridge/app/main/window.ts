/** The one window: where it stands, and all that its page may not do. */
import type { BrowserWindow, WebContents } from "electron/main";
import { boundsOf, isSeen } from "../node/bounds.js";
import type { SettingsFile } from "../node/settings-file.js";
import type { Words } from "../node/words.js";
import type { Electron } from "./electron.js";

const SMALLEST = { minWidth: 900, minHeight: 600 };
const USUAL = { width: 1280, height: 800 };

/** A spell checker would fetch its dictionaries from the network. */
const CLOSED = { sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false };

/** A page that ends again within this time is not loaded a third time. */
const TWICE_MS = 10_000;

/** A window is kept once it has stood still for so long. */
const STILL_MS = 300;

export interface WindowOptions {
  address: string;
  preload: string;
  devTools: boolean;
  words: () => Words;
}

/** No page goes elsewhere, opens a window, holds a foreign page or asks for the computer's parts. */
export function refuseAll({ app, session }: Electron, origin: string): void {
  const refuse = (event: { preventDefault(): void }): void => {
    event.preventDefault();
  };
  app.on("web-contents-created", (_event, contents) => {
    for (const event of ["will-navigate", "will-frame-navigate", "will-redirect"] as const) {
      contents.on(event as "will-navigate", (wish) => {
        if (!wish.url.startsWith(`${origin}/`)) refuse(wish);
      });
    }
    contents.on("will-attach-webview", refuse);
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
  all.on("will-download", refuse);
}

/** Open the window and load its page; the engine may still be starting. */
export function openWindow(
  electron: Electron,
  settings: SettingsFile,
  { address, preload, devTools, words }: WindowOptions,
): BrowserWindow {
  const kept = settings.own.window;
  const { screen } = electron;
  const window = new electron.BrowserWindow({
    ...SMALLEST,
    ...(kept !== null && isSeen(kept, screen.getDisplayMatching(kept).workArea)
      ? boundsOf(kept)
      : USUAL),
    show: false,
    autoHideMenuBar: true,
    // As the page's own surface, so that no white flashes in the dark.
    backgroundColor: electron.nativeTheme.shouldUseDarkColors ? "#16191d" : "#ffffff",
    webPreferences: { preload, devTools, ...CLOSED },
  });
  if (kept?.maximized === true) window.maximize();
  window.once("ready-to-show", () => {
    window.show();
  });
  keepBounds(window, settings);
  closeByQuitting(electron, window);
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

function keepBounds(window: BrowserWindow, settings: SettingsFile): void {
  let late: NodeJS.Timeout | undefined;
  const keep = (): void => {
    if (window.isDestroyed()) return;
    const now = { ...boundsOf(window.getNormalBounds()), maximized: window.isMaximized() };
    // The place of a window is worth no complaint.
    settings.keep({ window: now }).catch(() => undefined);
  };
  for (const event of ["resize", "move", "maximize", "unmaximize"] as const) {
    window.on(event as "resize", () => {
      clearTimeout(late);
      late = setTimeout(keep, STILL_MS);
    });
  }
}

/** Quitting asks about jobs and stops the engine; then it closes the window itself. */
function closeByQuitting({ app }: Electron, window: BrowserWindow): void {
  let quitting = false;
  app.on("before-quit", (event) => {
    quitting = !event.defaultPrevented;
  });
  window.on("close", (event) => {
    if (quitting) return;
    event.preventDefault();
    app.quit();
  });
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
