/** The order of start: lock, sandbox, schemes, engine, window. No logic that a fake cannot run. */
import { join } from "node:path";
import type { BrowserWindow } from "electron/main";
import { Engine, Grants, Jobs, LogFile, registerIpc } from "@linnet/electron-bridge/main/index.js";
import { Gate } from "@linnet/electron-bridge/main/gate.js";
import type { Places } from "@linnet/electron-bridge/process/find.js";
import { registerCalls } from "./calls.js";
import { Dialogs } from "./dialogs.js";
import type { Electron } from "./electron.js";
import { functionsOf } from "./functions.js";
import { setMenu } from "./menu.js";
import { watchPower } from "./power.js";
import { engineHome, OpenProject } from "./project.js";
import { registerSchemes, serveSchemes } from "./schemes.js";
import { SettingsFile } from "./settings.js";
import { bringUp, openWindow, refuseAll } from "./window.js";
import { wordsIn, type Words } from "./words.js";

export interface AppPlaces {
  /** The page's own origin; no other may call. */
  origin: string;
  /** Where addresses of sound and pictures begin. */
  media: string;
  /** The folder of the built page. */
  pages: string;
  preload: string;
  sidecar: Places;
  env: Readonly<Record<string, string | undefined>>;
  devTools: boolean;
}

/** The parts of a running app. */
export interface App {
  places: AppPlaces;
  settings: SettingsFile;
  log: LogFile;
  grants: Grants;
  engine: Engine;
  jobs: Jobs;
  project: OpenProject;
  dialogs: Dialogs;
  words: () => Words;
  /** Undefined before it is opened, and after it is closed. */
  window: () => BrowserWindow | undefined;
}

/** Start the app; undefined if it runs already, for then the first one comes to the front. */
export async function start(electron: Electron, places: AppPlaces): Promise<App | undefined> {
  const { app, ipcMain } = electron;
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return undefined;
  }
  app.enableSandbox();
  registerSchemes(electron);
  let window: BrowserWindow | undefined;
  const parts = await made(electron, places, () =>
    window?.isDestroyed() === false ? window : undefined,
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
  window = openWindow(electron, settings, { ...places, address, words });
  return parts;
}

async function made(
  { app, dialog }: Electron,
  places: AppPlaces,
  window: App["window"],
): Promise<App> {
  const userData = app.getPath("userData");
  const wordsOf = (language: "system" | "en" | "es"): Words =>
    wordsIn(language, app.getPreferredSystemLanguages());
  const settings = new SettingsFile(join(userData, "settings.json"), wordsOf);
  const words = (): Words => wordsOf(settings.settings.language);
  const log = new LogFile(join(app.getPath("logs"), "linnet.log"));
  const trouble = (text: string): void => {
    log.write("main", text);
  };
  trouble(`Linnet ${app.getVersion()} starts.`);
  if (settings.trouble !== null) trouble(settings.trouble);
  const grants: Grants = await Grants.fromJSON(
    { grants: settings.own.grants },
    {
      own: [userData, places.pages, engineHome(places.env)],
      onChange: () => {
        settings.keep(grants.toJSON()).catch((error: unknown) => {
          trouble(`The list of folders could not be kept: ${String(error)}`);
        });
      },
    },
  );
  const engine = new Engine();
  const jobs = new Jobs(engine, { grants, trouble });
  const onLog = (line: string): void => {
    log.write("engine", line);
  };
  const kept = { ...places, jobs: join(userData, "jobs"), onLog };
  const dialogs = new Dialogs(dialog, window, words);
  const project = new OpenProject(engine, jobs, settings, kept, () => dialogs.mayStop());
  return { places, settings, log, grants, engine, jobs, project, dialogs, words, window };
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
