/** What this computer keeps: one file, which is written whole. */
import { copyFileSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { dirname } from "node:path";
import { isRecord } from "@linnet/electron-bridge/main/checks.js";
import { writeWhole } from "@linnet/electron-bridge/main/index.js";
import { changed, readFile, type Own } from "./settings-members.js";
import type { Settings } from "../shared/settings.js";
import type { Words } from "./words.js";

export class SettingsFile {
  /** A sentence about what could not be read at the start; null if all could. */
  readonly #unread: string | null;
  /** A sentence about what could not be stored last. */
  #unkept: string | null = null;
  /** Members of a newer program stay in the file as they are. */
  readonly #found: Record<string, unknown>;
  #settings: Settings;
  #own: Own;
  #writing: Promise<void> = Promise.resolve();
  /** The write that has not begun yet: what is changed meanwhile, it stores too. */
  #next: Promise<void> | undefined;

  constructor(
    readonly file: string,
    private readonly words: (language: Settings["language"]) => Words,
  ) {
    const found = read(file);
    const { settings, own, bad } = readFile((this.#found = found ?? {}));
    this.#settings = settings;
    this.#own = own;
    const aside = `${file}.${new Date().toISOString().replace(/\W/g, "")}.broken`;
    const { settingsBroken, settingsPartly } = words(settings.language);
    if (found === undefined) this.#unread = settingsBroken(putAside(renameSync, file, aside));
    else if (bad.length === 0) this.#unread = null;
    else this.#unread = settingsPartly(bad, putAside(copyFileSync, file, aside));
  }

  /** A sentence about what could not be stored, or read at the start; null if all could. */
  get trouble(): string | null {
    return this.#unkept ?? this.#unread;
  }

  get settings(): Settings {
    return this.#settings;
  }

  get own(): Own {
    return this.#own;
  }

  /** Store some settings, or none of them. */
  async change(some: Record<string, unknown>): Promise<Settings> {
    const before = this.#settings;
    const now = (this.#settings = changed(before, some));
    try {
      await this.#write();
    } catch (error) {
      if (this.#settings === now) this.#settings = before;
      throw error;
    }
    return this.#settings;
  }

  /** Keep what is main's own. */
  async keep(some: Partial<Own>): Promise<void> {
    this.#own = { ...this.#own, ...some };
    await this.#write();
  }

  /** Resolves when all is written. */
  async written(): Promise<void> {
    await this.#writing.catch(() => undefined);
  }

  #write(): Promise<void> {
    const write = async (): Promise<void> => {
      this.#next = undefined;
      try {
        await this.#store();
        this.#unkept = null;
      } catch {
        // The system's own words are for a programmer.
        this.#unkept = this.words(this.#settings.language).settingsUnkept(this.file);
        throw new Error(this.#unkept);
      }
    };
    if (this.#next !== undefined) return this.#next;
    this.#next = this.#writing = this.#writing.then(write, write);
    this.#writing.catch(() => undefined);
    return this.#writing;
  }

  async #store(): Promise<void> {
    const { settings: newer = {} } = this.#found;
    const settings = { ...(isRecord(newer) ? newer : {}), ...this.#settings };
    const whole = { ...this.#found, ...this.#own, settings };
    mkdirSync(dirname(this.file), { recursive: true });
    await writeWhole(this.file, `${JSON.stringify(whole, null, 2)}\n`);
  }
}

/** Undefined where the file makes no sense; before the first change there is none. */
function read(file: string): Record<string, unknown> | undefined {
  try {
    const found: unknown = JSON.parse(readFileSync(file, "utf8"));
    return isRecord(found) ? found : undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? {} : undefined;
  }
}

function putAside(put: (from: string, to: string) => void, file: string, aside: string): string {
  try {
    put(file, aside);
    return aside;
  } catch {
    // The folder cannot be written either; the next change of a setting says so.
    return file;
  }
}
