/** What main does for the page besides the engine's methods: `window.app`. */
import type { Outcome } from "@linnet/electron-bridge/api.js";
import type { AddModelResult } from "@linnet/electron-bridge/generated/contract.js";
import type { Settings } from "./settings.js";
import type { SettingsCopy } from "./settings-copy.js";

/** A place that the person has chosen in a dialog or dropped; the page may name it from now on. */
export interface Picked {
  path: string;
  name: string;
  isFolder: boolean;
}

/** What a dialog is for; its title and buttons are main's, in the person's language. */
export type Purpose =
  | "recordings"
  | "modelFolder"
  | "names"
  | "classifier"
  | "sample"
  | "export"
  | "project"
  | "newProject";

/** What a page may write into a file: a picture, a drawing, or a table. */
export type SavedKind = "png" | "svg" | "csv";

export interface GrantRow {
  path: string;
  /** ISO 8601. */
  added: string;
  /** Says why the folder may not be read now; null if it may. */
  off: string | null;
}

export interface Project {
  /** The catalog's file. */
  path: string;
  name: string;
}

/** Hosts that the system's browser may be sent to; the addresses stand in main. */
export type Link = "birdnet" | "perch" | "licence-by-nc-sa" | "apache";

export interface AppInfo {
  version: string;
  platform: string;
  project: Project;
  recent: Project[];
  /** Where sound and pictures begin: "media://sound/7" or "media://picture/7" in Electron. */
  media: string;
  /** A sentence about a settings file that could not be read and was put aside. */
  settingsTrouble: string | null;
  /** The copy of the project as it was, if its tables were brought up to date at its opening. */
  backup: string | null;
}

export interface LogTold {
  path: string;
  lines: string[];
  /** Why the last line could not be written, in the system's words; null if it was. */
  trouble: string | null;
}

/** Main's own kind of error, beside those of the bridge: another project is being opened. */
export type MainErrorKind = "Opening";

export interface AppApi {
  info(): Promise<AppInfo>;
  settings(): Promise<Settings>;
  /** Stores some settings; answers with all of them. */
  changeSettings(some: Partial<Settings>): Promise<Settings>;
  /** Writes look, keys and languages into a file that the person names; null: left. */
  exportSettings(): Promise<Outcome<string | null>>;
  /** Reads such a file and changes nothing; null: left. */
  importSettings(): Promise<Outcome<SettingsCopy | null>>;
  /** Opens the system's dialog; an empty list if the person leaves it. */
  pick(purpose: Purpose): Promise<Picked[]>;
  /** Writes a made recording for who has none at hand; it lies among the person's documents. */
  sample(): Promise<Picked[]>;
  /** Writes bytes (base64) into a file that the person names; null: left. */
  saveFile(kind: SavedKind, name: string, base64: string): Promise<Outcome<string | null>>;
  /** Resolves what was dropped on the page; what main refuses is left out. */
  dropped(files: File[]): Promise<Picked[]>;
  grants(): Promise<GrantRow[]>;
  revoke(path: string): Promise<GrantRow[]>;
  /** Opens another catalog; all ids of the one before are void. */
  openProject(path: string): Promise<Outcome<Project>>;
  /** Asks in the system's own dialogs, since a model is code of others. Undefined: left. */
  addModel(): Promise<Outcome<AddModelResult> | undefined>;
  showInFolder(path: string): Promise<void>;
  openLink(link: Link): Promise<void>;
  /** The last lines of the log and where it lies; `open` shows the file. */
  log(open: boolean): Promise<LogTold>;
  /** Lines to pass on, without the person's home folder and user's name. */
  redacted(lines: string[]): Promise<string[]>;
}

/** The channel of all of these; the first value names the function. */
export const APP = "linnet:app";

export const APP_FUNCTIONS = Object.keys({
  info: 0,
  settings: 0,
  changeSettings: 0,
  exportSettings: 0,
  importSettings: 0,
  pick: 0,
  sample: 0,
  saveFile: 0,
  dropped: 0,
  grants: 0,
  revoke: 0,
  openProject: 0,
  addModel: 0,
  showInFolder: 0,
  openLink: 0,
  log: 0,
  redacted: 0,
} satisfies Record<keyof AppApi, 0>) as (keyof AppApi)[];

declare global {
  interface Window {
    app: AppApi;
  }
}
