/** The menu: what the system expects of one. The app's own commands are the page's. */
import type { MenuItemConstructorOptions } from "electron/main";
import type { Electron } from "./electron.js";
import type { Words } from "../node/words.js";

export function setMenu({ Menu }: Electron, words: Words, devTools: boolean): void {
  const mac = process.platform === "darwin";
  const line: MenuItemConstructorOptions = { type: "separator" };
  // No undo and no reload: Ctrl+Z takes back decisions, and F5 shows new rows; both are the page's.
  const edit: MenuItemConstructorOptions[] = (["cut", "copy", "paste", "selectAll"] as const).map(
    (role) => ({ role }),
  );
  const view: MenuItemConstructorOptions[] = [
    { role: "resetZoom" },
    { role: "zoomIn" },
    { role: "zoomOut" },
    line,
    { role: "togglefullscreen" },
    ...(devTools ? [{ role: "toggleDevTools" } as const] : []),
  ];
  const template: MenuItemConstructorOptions[] = [
    mac ? { role: "appMenu" } : { label: words.file, submenu: [{ role: "quit" }] },
    { label: words.edit, submenu: edit },
    { label: words.view, submenu: view },
    { label: words.window, submenu: [{ role: "minimize" }, { role: "zoom" }] },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
