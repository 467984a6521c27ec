/** What each function of `window.app` takes; main lets nothing else through. */
import { z } from "zod";
import type { AppApi, Link } from "../shared/app-api.js";
import { LINKS } from "./links.js";

/** A plot is far smaller: these are 12 MB of bytes. */
const MOST_SAVED = 16 * 2 ** 20;

const text = z.string().min(1).max(32_768);

export const PARAMS = {
  info: z.tuple([]),
  settings: z.tuple([]),
  changeSettings: z.tuple([z.record(z.string().max(64), z.unknown())]),
  exportSettings: z.tuple([]),
  importSettings: z.tuple([]),
  pick: z.tuple([
    z.enum([
      "recordings",
      "modelFolder",
      "names",
      "classifier",
      "sample",
      "export",
      "project",
      "newProject",
    ]),
  ]),
  sample: z.tuple([]),
  // The name is proposed in the dialog alone, and leads to no other folder.
  saveFile: z.tuple([
    z.enum(["png", "svg", "csv"]),
    z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,100}$/u),
    z.base64().max(MOST_SAVED),
  ]),
  // From the preload: the paths of what was dropped.
  dropped: z.tuple([z.array(text).max(1000)]),
  grants: z.tuple([]),
  revoke: z.tuple([text]),
  openProject: z.tuple([text]),
  addModel: z.tuple([]),
  showInFolder: z.tuple([text]),
  openLink: z.tuple([z.enum(Object.keys(LINKS) as Link[])]),
  log: z.tuple([z.boolean()]),
  redacted: z.tuple([z.array(z.string().max(20_000)).max(1000)]),
} satisfies Record<keyof AppApi, z.ZodType<unknown[]>>;

/** What main does for each function. */
export type Handlers = {
  [Name in keyof AppApi]: (...given: z.infer<(typeof PARAMS)[Name]>) => ReturnType<AppApi[Name]>;
};
