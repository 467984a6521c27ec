/** What this computer keeps: one file, written whole, read member by member. */
import { copyFileSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { dirname } from "node:path";
import { isRecord } from "@linnet/electron-bridge/main/checks.js";
import { writeWhole } from "@linnet/electron-bridge/main/whole.js";
import { z } from "zod";
import { SETTINGS, type Settings } from "../shared/settings.js";
import type { Words } from "./words.js";

const path = z.string().min(1).max(32_768);
const pixels = z.int().min(-100_000).max(100_000);

/** What main keeps beside the person's settings. */
const OWN = z.object({
  /** The catalog that was open last; null: the engine's usual one. */
  project: path.nullable().default(null),
  /** Catalogs that were opened; the newest first. */
  recent: z.array(path).max(100).default([]),
  /** As the bridge's `Grants` writes them; it checks each. */
  grants: z.array(z.unknown()).max(10_000).default([]),
  window: z
    .object({ x: pixels, y: pixels, width: pixels, height: pixels, maximized: z.boolean() })
    .nullable()
    .default(null),
});

type Own = z.infer<typeof OWN>;

export class SettingsFile {
  /** A sentence about what could not be read; null if all could. */
  trouble: string | null = null;
  readonly #raw: Record<string, unknown>;
  #settings: Settings;
  #own: Own;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly file: string,
    words: (language: Settings["language"]) => Words,
  ) {
    const whole = this.#read();
    const bad: string[] = [];
    const found = whole ?? {};
    this.#settings = checked(SETTINGS, found.settings ?? {}, bad);
    this.#own = checked(OWN, found, bad);
    this.#raw = found;
    if (whole !== undefined && bad.length === 0) return;
    const aside = `${file}.${new Date().toISOString().replace(/\W/g, "")}.broken`;
    // A file that is only partly wrong stays where it is, for newer programs too.
    putAside(file, aside, whole === undefined ? renameSync : copyFileSync);
    const { settingsBroken, settingsPartly } = words(this.#settings.language);
    this.trouble = whole === undefined ? settingsBroken(aside) : settingsPartly(bad, aside);
  }

  get settings(): Settings {
    return this.#settings;
  }

  get own(): Own {
    return this.#own;
  }

  /** Store some settings; what is no setting, or has no such value, is refused. */
  async change(some: Record<string, unknown>): Promise<Settings> {
    const shape: Record<string, z.ZodType | undefined> = SETTINGS.shape;
    const next = { ...this.#settings };
    for (const [name, value] of Object.entries(some)) {
      const field = Object.hasOwn(shape, name) ? shape[name] : undefined;
      if (field === undefined) throw new TypeError(`"${name}" is no setting.`);
      const read = field.safeParse(value);
      if (value === undefined || !read.success) throw new TypeError(`"${name}" has no such value.`);
      Object.assign(next, { [name]: read.data });
    }
    const before = this.#settings;
    this.#settings = next;
    try {
      await this.#write();
    } catch (error) {
      this.#settings = before;
      throw error;
    }
    return next;
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

  /** Undefined where the file makes no sense; nothing is kept before the first change. */
  #read(): Record<string, unknown> | undefined {
    try {
      const found: unknown = JSON.parse(readFileSync(this.file, "utf8"));
      return isRecord(found) ? found : undefined;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === "ENOENT" ? {} : undefined;
    }
  }

  #write(): Promise<void> {
    this.#writing = this.#writing
      .catch(() => undefined)
      .then(async () => {
        mkdirSync(dirname(this.file), { recursive: true });
        // Members of a newer program stay as they are.
        const newer = isRecord(this.#raw.settings) ? this.#raw.settings : {};
        const settings = { ...newer, ...this.#settings };
        const whole = { ...this.#raw, ...this.#own, settings };
        await writeWhole(this.file, `${JSON.stringify(whole, null, 2)}\n`);
      });
    return this.#writing;
  }
}

function putAside(file: string, aside: string, put: (from: string, to: string) => void): void {
  try {
    put(file, aside);
  } catch {
    // The folder cannot be written either, and the next change of a setting says so.
  }
}

/** Take each member that makes sense; one that does not is as usual, and its name is noted. */
function checked<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  found: unknown,
  bad: string[],
): z.infer<z.ZodObject<Shape>> {
  const members = isRecord(found) ? found : {};
  if (!isRecord(found)) bad.push("settings");
  const read = Object.entries(schema.shape).map(([name, field]) => {
    const value = (field as z.ZodType).safeParse(members[name]);
    if (value.success) return [name, value.data];
    bad.push(name);
    return [name, (field as z.ZodType).parse(undefined)];
  });
  return Object.fromEntries(read) as z.infer<z.ZodObject<Shape>>;
}
