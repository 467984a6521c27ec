/** What main takes of Electron; tests give a fake of it. */
import type * as electron from "electron/main";

export type Electron = Pick<
  typeof electron,
  | "app"
  | "BrowserWindow"
  | "Menu"
  | "Notification"
  | "dialog"
  | "ipcMain"
  | "nativeTheme"
  | "powerSaveBlocker"
  | "protocol"
  | "screen"
  | "session"
> &
  Pick<typeof import("electron"), "shell">;
