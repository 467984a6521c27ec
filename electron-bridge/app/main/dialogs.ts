/** The system's dialogs: what a person chooses here, the page may name from then on. */
import type { BrowserWindow, MessageBoxOptions, OpenDialogOptions } from "electron/main";
import type { Outcome } from "@linnet/electron-bridge/api.js";
import type { Calls } from "@linnet/electron-bridge/call/calls.js";
import type { AddModelResult } from "@linnet/electron-bridge/generated/contract.js";
import { asPageError } from "@linnet/electron-bridge/main/failures.js";
import { CHOICES, ended, type AnyPurpose } from "../node/purposes.js";
import { Turns } from "../node/turns.js";
import type { Words } from "../node/words.js";
import type { Electron } from "./electron.js";

export class Dialogs {
  /** No page can bury a person under dialogs. */
  readonly #turns = new Turns(1, () => this.words().dialogOpen);

  constructor(
    private readonly dialog: Electron["dialog"],
    private readonly window: () => BrowserWindow | undefined,
    private readonly words: () => Words,
  ) {}

  /** What a person chooses; nothing if they leave the dialog. */
  pick(purpose: AnyPurpose, name?: string): Promise<string[]> {
    return this.#turns.take(() => this.#pick(purpose, name));
  }

  async #pick(purpose: AnyPurpose, name?: string): Promise<string[]> {
    const title = this.words().pick[purpose];
    const { properties, files, proposed = name } = CHOICES[purpose];
    const filters = files ? [{ name: this.words()[files.words], extensions: files.endings }] : [];
    if (properties !== undefined) return this.#choose(title, properties, filters);
    const asked = { title, filters, ...(proposed !== undefined && { defaultPath: proposed }) };
    const { filePath } = await this.dialog.showSaveDialog(this.#over, asked);
    return filePath === "" ? [] : [ended(filePath, files?.endings ?? [])];
  }

  /** Whether what runs may stop now, and go on next time. */
  mayStop(): Promise<boolean> {
    const { quitTitle, quitDetail, stopNow, stay } = this.words();
    return this.#agrees(quitTitle, quitDetail, stopNow, stay);
  }

  async say(message: string): Promise<void> {
    await this.#turns.take(() => this.#ask({ type: "warning", message }));
  }

  /** Add a model of others: only a person can name its files, and only here. */
  addModel(engine: Calls): Promise<Outcome<AddModelResult> | undefined> {
    return this.#turns.take(() => this.#addModel(engine));
  }

  async #addModel(engine: Calls): Promise<Outcome<AddModelResult> | undefined> {
    const words = this.words();
    const { modelTitle, modelDetail, goOn, cancel } = words;
    if (!(await this.#agrees(modelTitle, modelDetail, goOn, cancel))) return undefined;
    const file = async (title: string, name: string, ...extensions: string[]): Promise<string> =>
      (await this.#choose(title, ["openFile"], [{ name, extensions }]))[0] ?? "";
    const path = await file(words.modelFile, words.modelFiles, "onnx", "tflite");
    const labels = path && (await file(words.labelsFile, words.labelsFiles, "txt", "csv"));
    if (labels === "") return undefined;
    try {
      return { ok: true, value: await engine.call("models/add", { path, labels }) };
    } catch (error) {
      return { ok: false, error: asPageError(error) };
    }
  }

  /** Whether a person agrees; leaving the question is no. */
  async #agrees(message: string, detail: string, yes: string, no: string): Promise<boolean> {
    const buttons = [yes, no];
    const both = { message, detail, buttons, defaultId: 1, cancelId: 1, noLink: true };
    return (await this.#ask({ type: "question", ...both })) === 0;
  }

  async #ask(options: MessageBoxOptions): Promise<number> {
    return (await this.dialog.showMessageBox(this.#over, options)).response;
  }

  async #choose(
    title: string,
    properties: OpenDialogOptions["properties"] & object,
    filters: OpenDialogOptions["filters"] & object,
  ): Promise<string[]> {
    return (await this.dialog.showOpenDialog(this.#over, { title, properties, filters })).filePaths;
  }

  /** Without a window a dialog stands alone, though Electron's types do not say so. */
  get #over(): BrowserWindow {
    return this.window() as BrowserWindow;
  }
}
