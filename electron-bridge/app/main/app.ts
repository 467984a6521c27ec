/** The parts of the app, which `start` puts in order. */
import { join } from "node:path";
import type { BrowserWindow } from "electron/main";
import { Engine, Grants, Jobs, LogFile } from "@linnet/electron-bridge/main/index.js";
import type { Places } from "@linnet/electron-bridge/process/find.js";
import { engineHome, OpenProject } from "../node/open-project.js";
import { SettingsFile } from "../node/settings-file.js";
import { wordsIn, type Words } from "../node/words.js";
import { Dialogs } from "./dialogs.js";
import type { Electron } from "./electron.js";

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

/** Make the parts; none of them has begun anything. */
export async function makeApp(
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
  const trouble = log.write.bind(log, "main");
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
  const kept = { ...places, jobs: join(userData, "jobs"), onLog: log.write.bind(log, "engine") };
  const dialogs = new Dialogs(dialog, window, words);
  const project = new OpenProject(engine, jobs, settings, kept, () => dialogs.mayStop());
  return { places, settings, log, grants, engine, jobs, project, dialogs, words, window };
}
