/** Look, keys and languages as a file to take along: one schema, for what is written and read. */
import { z } from "zod";
import { SETTINGS, type Settings } from "./settings.js";

/** What such a file carries; who a person is, and folders, stay on their computer. */
const CARRIED = SETTINGS.pick({
  theme: true,
  colours: true,
  barWide: true,
  language: true,
  speciesLanguage: true,
  times: true,
  profile: true,
  keys: true,
  letters: true,
});

export type Carried = z.infer<typeof CARRIED>;

export interface SettingsCopy {
  /** The file's name. */
  name: string;
  settings: Partial<Carried>;
  /** Members of the file that are no settings of this version. */
  unknown: string[];
}

const FORMAT = "linnet-settings";
const VERSION = 1;

const FILE = z.object({
  format: z.literal(FORMAT),
  version: z.int().min(1),
  settings: z.record(z.string(), z.unknown()),
});

/** Why a file cannot be read: no JSON, of another program, of a later Linnet, or with bad members. */
export type CopyFault = "broken" | "foreign" | "newer" | { bad: string[] };

export function copyOf(settings: Settings): string {
  const carried = CARRIED.parse(settings);
  return `${JSON.stringify({ format: FORMAT, version: VERSION, settings: carried }, null, 2)}\n`;
}

/** What a file of ours holds; each member that is there must make sense. */
export function readCopy(text: string): Omit<SettingsCopy, "name"> | CopyFault {
  let found: unknown;
  try {
    // Some editors put a mark before the text.
    found = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return "broken";
  }
  const file = FILE.safeParse(found);
  if (!file.success) return "foreign";
  if (file.data.version > VERSION) return "newer";
  const known: Record<string, z.ZodType | undefined> = CARRIED.shape;
  const settings: Record<string, unknown> = {};
  const unknown: string[] = [];
  const bad: string[] = [];
  for (const [name, value] of Object.entries(file.data.settings)) {
    const schema = Object.hasOwn(known, name) ? known[name] : undefined;
    const read = schema?.safeParse(value);
    if (read === undefined) unknown.push(name);
    else if (read.success) settings[name] = read.data;
    else bad.push(name);
  }
  return bad.length > 0 ? { bad } : { settings, unknown };
}
