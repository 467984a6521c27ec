/** What main's dialogs are for, and what can be chosen in each. */
import type { Purpose, SavedKind } from "../shared/app-api.js";

/** The page asks for places by a `Purpose`; files of settings are main's alone. */
export type AnyPurpose = Purpose | "settingsIn" | "settingsOut" | SavedKind;

interface Choice {
  /** As Electron names them; without them, a file is saved. */
  properties?: ("openFile" | "openDirectory" | "multiSelections" | "createDirectory")[];
  /** Which files are offered; the first ending is put to a name that has none of them. */
  files?: {
    words: "projects" | "settingsFiles" | "namesFiles" | "classifiers" | "sampleFiles" | SavedKind;
    endings: string[];
  };
  /** The name that is proposed. */
  proposed?: string;
}

const projects = { words: "projects" as const, endings: ["sqlite", "db"] };
const settings = { words: "settingsFiles" as const, endings: ["json"] };
const names = { words: "namesFiles" as const, endings: ["txt", "csv", "tsv"] };
const classifiers = { words: "classifiers" as const, endings: ["linnet-head"] };
const samples = { words: "sampleFiles" as const, endings: ["json", "csv"] };
const saved = (kind: SavedKind): Choice => ({
  files: { words: kind, endings: [kind] },
});

export const CHOICES: Readonly<Record<AnyPurpose, Choice>> = {
  recordings: { properties: ["openDirectory", "multiSelections"] },
  modelFolder: { properties: ["openDirectory"] },
  names: { properties: ["openFile"], files: names },
  classifier: { properties: ["openFile"], files: classifiers },
  sample: { properties: ["openFile"], files: samples },
  export: { properties: ["openDirectory", "createDirectory"] },
  project: { properties: ["openFile"], files: projects },
  newProject: { files: projects },
  settingsIn: { properties: ["openFile"], files: settings },
  settingsOut: { files: settings, proposed: "linnet-settings.json" },
  png: saved("png"),
  svg: saved("svg"),
  csv: saved("csv"),
};

/** A path with one of the endings. */
export function ended(path: string, endings: readonly string[]): string {
  const has = endings.some((each) => path.toLowerCase().endsWith(`.${each}`));
  return has || endings[0] === undefined ? path : `${path}.${endings[0]}`;
}
