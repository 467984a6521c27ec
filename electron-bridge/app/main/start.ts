/** The order of start: lock, sandbox, schemes, engine, window. No logic that a fake cannot run. */
import { registerIpc } from "@linnet/electron-bridge/main/index.js";
import { Gate } from "@linnet/electron-bridge/main/gate.js";
import type { BrowserWindow } from "electron/main";
import { makeApp, type App, type AppPlaces } from "./app.js";
import { registerCalls } from "./calls.js";
import type { Electron } from "./electron.js";
import { functionsOf } from "./functions.js";
import { setMenu } from "./menu.js";
import { watchPower } from "./power.js";
import { registerSchemes, serveSchemes } from "./schemes.js";
import { bringUp, openWindow, refuseAll } from "./window.js";

/** Start the app; undefined if it runs already, for then the first one comes to the front. */
export async function start(electron: Electron, places: AppPlaces): Promise<App | undefined> {
  const { app, ipcMain } = electron;
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return undefined;
  }
  app.enableSandbox();
  registerSchemes(electron);
  const opened: { window?: BrowserWindow } = {};
  const parts = await makeApp(electron, places, () =>
    opened.window?.isDestroyed() === false ? opened.window : undefined,
  );
  const { grants, engine, jobs, project, settings, words } = parts;
  const { origin, devTools } = places;
  app.on("second-instance", () => {
    bringUp(parts.window());
  });
  stopBeforeQuit(electron, parts);
  watchPower(electron, jobs, parts.window, words);
  registerIpc(ipcMain, engine, { origin, grants, jobs, engine });
  registerCalls(ipcMain, new Gate({ origin, grants }), functionsOf(electron, parts));
  void project.start();

  await app.whenReady();
  refuseAll(electron, origin);
  serveSchemes(electron, places, engine);
  setMenu(electron, words(), devTools);
  electron.nativeTheme.themeSource = settings.settings.theme;
  const address = `${origin}/index.html`;
  opened.window = openWindow(electron, settings, { ...places, address, words });
  return parts;
}

/** What runs stops in good order, and goes on next time; whoever would rather stay is kept. */
function stopBeforeQuit({ app }: Electron, { engine, jobs, dialogs, settings }: App): void {
  const agreed = jobs.consent(() => dialogs.mayStop());
  engine.stopWith(app, async () => {
    const may = await agreed();
    if (may) await settings.written();
    return may;
  });
}
