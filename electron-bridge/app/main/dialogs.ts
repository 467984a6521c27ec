/** The system's dialogs: what a person chooses here, the page may name from then on. */
import { stat } from "node:fs/promises";
import { basename, extname } from "node:path";
import type { BrowserWindow, MessageBoxOptions, OpenDialogOptions } from "electron/main";
import type { Outcome } from "@linnet/electron-bridge/api.js";
import type { Calls } from "@linnet/electron-bridge/call/calls.js";
import type { AddModelResult } from "@linnet/electron-bridge/generated/contract.js";
import { asPageError } from "@linnet/electron-bridge/main/failures.js";
import type { Picked, Purpose } from "../shared/app-api.js";
import type { Electron } from "./electron.js";
import type { Words } from "./words.js";

const CATALOGS = ["sqlite", "db"];

export class Dialogs {
  constructor(
    private readonly dialog: Electron["dialog"],
    private readonly window: () => BrowserWindow | undefined,
    private readonly words: () => Words,
  ) {}

  /** What a person chooses; nothing if they leave the dialog. */
  async pick(purpose: Purpose): Promise<string[]> {
    const words = this.words();
    const projects = [{ name: words.projects, extensions: CATALOGS }];
    switch (purpose) {
      case "recordings":
        return this.#open(words.pickRecordings, ["openDirectory", "multiSelections"]);
      case "modelFolder":
        return this.#open(words.pickModelFolder, ["openDirectory"]);
      case "export":
        return this.#open(words.pickExport, ["openDirectory", "createDirectory"]);
      case "project":
        return this.#open(words.pickProject, ["openFile"], projects);
      case "newProject": {
        const options = { title: words.pickNewProject, filters: projects };
        const window = this.window();
        const { filePath } = await (window === undefined
          ? this.dialog.showSaveDialog(options)
          : this.dialog.showSaveDialog(window, options));
        if (filePath === "") return [];
        return [extname(filePath) === "" ? `${filePath}.sqlite` : filePath];
      }
    }
  }

  /** Whether what runs may stop now, and go on next time. */
  mayStop(): Promise<boolean> {
    const { quitTitle, quitDetail, stopNow, stay } = this.words();
    return this.#agrees(quitTitle, quitDetail, stopNow, stay);
  }

  async say(message: string): Promise<void> {
    await this.#ask({ type: "warning", message });
  }

  /** Whether a person agrees; leaving the question is no. */
  async #agrees(message: string, detail: string, yes: string, no: string): Promise<boolean> {
    const buttons = [yes, no];
    const both = { message, detail, buttons, defaultId: 1, cancelId: 1, noLink: true };
    return (await this.#ask({ type: "question", ...both })) === 0;
  }

  /** Add a model of others: only a person can name its files, and only here. */
  async addModel(engine: Calls): Promise<Outcome<AddModelResult> | undefined> {
    const words = this.words();
    const { modelTitle, modelDetail, goOn, cancel } = words;
    if (!(await this.#agrees(modelTitle, modelDetail, goOn, cancel))) return undefined;
    const files = (name: string, extensions: string[]): Promise<string[]> =>
      this.#open(name, ["openFile"], [{ name, extensions }]);
    const [path] = await files(words.modelFile, ["onnx", "tflite"]);
    if (path === undefined) return undefined;
    const [labels] = await files(words.labelsFile, ["txt", "csv"]);
    if (labels === undefined) return undefined;
    try {
      return { ok: true, value: await engine.call("models/add", { path, labels }) };
    } catch (error) {
      return { ok: false, error: asPageError(error) };
    }
  }

  async #ask(options: MessageBoxOptions): Promise<number> {
    const window = this.window();
    const { response } = await (window === undefined
      ? this.dialog.showMessageBox(options)
      : this.dialog.showMessageBox(window, options));
    return response;
  }

  async #open(
    title: string,
    properties: OpenDialogOptions["properties"] & object,
    filters: OpenDialogOptions["filters"] & object = [],
  ): Promise<string[]> {
    const options = { title, properties, filters };
    const window = this.window();
    const { filePaths } = await (window === undefined
      ? this.dialog.showOpenDialog(options)
      : this.dialog.showOpenDialog(window, options));
    return filePaths;
  }
}

/** What the page is told of a chosen file or folder; undefined if it is not there. */
export async function pickedOf(path: string): Promise<Picked | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found && { path, name: basename(path), isFolder: found.isDirectory() };
}
