/** The menu: what the system expects of one. The app's own commands are the page's. */
import type { MenuItemConstructorOptions as Item } from "electron/main";
import type { Electron } from "./electron.js";
import type { Words } from "../node/words.js";

export function setMenu({ Menu }: Electron, words: Words, devTools: boolean): void {
  const items = (...roles: NonNullable<Item["role"]>[]): Item[] => roles.map((role) => ({ role }));
  const zoom = items("resetZoom", "zoomIn", "zoomOut", "togglefullscreen");
  const view = devTools ? [...zoom, ...items("toggleDevTools")] : zoom;
  const file: Item = { label: words.file, submenu: items("quit") };
  const template: Item[] = [
    process.platform === "darwin" ? { role: "appMenu" } : file,
    // No undo and no reload: Ctrl+Z takes back decisions, and F5 shows new rows; both are the page's.
    { label: words.edit, submenu: items("cut", "copy", "paste", "selectAll") },
    { label: words.view, submenu: view },
    { label: words.window, submenu: items("minimize", "zoom") },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
