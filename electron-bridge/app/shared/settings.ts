/** What this computer keeps for a person: one schema, which main checks and the page reads. */
import { z } from "zod";

/** As tinykeys names them; no sequences and no patterns, which it knows as well. */
const key = z
  .string()
  .max(64)
  .regex(/^((\$mod|Control|Alt|Meta|Shift)\+){0,4}([^\s+]|[A-Z][A-Za-z0-9]+)$/u);

export const SETTINGS = z.object({
  /** The name that is kept with verdicts; empty until the person gives one. */
  labeler: z.string().max(200).default(""),
  language: z.enum(["system", "en", "es"]).default("system"),
  /** In which language species are named first; "scientific" shows the Latin name alone. */
  speciesLanguage: z.enum(["scientific", "en", "es"]).default("en"),
  theme: z.enum(["system", "light", "dark"]).default("system"),
  /** Colours of spectrograms; "theme": inverse grey in light, magma in dark. */
  colours: z.enum(["theme", "grey", "inverse", "viridis", "magma", "cividis"]).default("theme"),
  /** Which time is shown: the recorder's clock, from the recording's start, or UTC. */
  times: z.enum(["clock", "start", "utc"]).default("clock"),
  /** The set of keys that a person has chosen. */
  profile: z.enum(["linnet", "pyrenote"]).default("linnet"),
  /** Keys of commands that the person changed in the profile; an empty list: none. */
  keys: z
    .record(z.string().max(64), z.array(key).max(4))
    .refine((keys) => Object.keys(keys).length <= 500)
    .default({}),
  /** Whether single letters are commands at all (WCAG 2.1.4). */
  letters: z.boolean().default(true),
  /** Whether a detection's sound starts when its row is chosen. */
  autoplay: z.boolean().default(false),
  /** In decibels; for the ear alone. */
  gain: z.number().min(-20).max(40).default(0),
  barWide: z.boolean().default(true),
  /** Whether the three screens of the first run were gone through or passed over. */
  begun: z.boolean().default(false),
});

export type Settings = z.infer<typeof SETTINGS>;

export const USUAL: Settings = SETTINGS.parse({});
