/** What settings.json holds, and how it is read: member by member. */
import { z } from "zod";
import { SETTINGS, type Settings } from "../shared/settings.js";

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

export type Own = z.infer<typeof OWN>;

type Members = Readonly<Record<string, unknown>>;

export interface FileRead {
  settings: Settings;
  own: Own;
  /** Members that made no sense; they are as usual. */
  bad: string[];
}

/** Take each member that makes sense. */
export function readFile(members: Members): FileRead {
  const bad: string[] = [];
  const { settings = {} } = members;
  return { settings: checked(SETTINGS, settings, bad), own: checked(OWN, members, bad), bad };
}

/** The settings with some of them changed; raises TypeError for what is none, or has no such value. */
export function changed(settings: Settings, some: Members): Settings {
  const shape: Record<string, z.ZodType | undefined> = SETTINGS.shape;
  const next = { ...settings };
  for (const [name, value] of Object.entries(some)) {
    const field = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (field === undefined) throw new TypeError(`"${name}" is no setting.`);
    const read = field.safeParse(value);
    if (value === undefined || !read.success) throw new TypeError(`"${name}" has no such value.`);
    Object.assign(next, { [name]: read.data });
  }
  return next;
}

function checked<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  found: unknown,
  bad: string[],
): z.infer<z.ZodObject<Shape>> {
  const isObject = typeof found === "object" && found !== null && !Array.isArray(found);
  if (!isObject) bad.push("settings");
  const members = (isObject ? found : {}) as Members;
  const read = Object.entries(schema.shape).map(([name, field]) => {
    const value = (field as z.ZodType).safeParse(members[name]);
    if (!value.success) bad.push(name);
    return [name, value.success ? value.data : (field as z.ZodType).parse(undefined)];
  });
  return Object.fromEntries(read) as z.infer<z.ZodObject<Shape>>;
}
