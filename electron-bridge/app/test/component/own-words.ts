/** What the engine says in its own words, which no page may show but in its details. */
import { readFileSync } from "node:fs";
import {
  ERROR_CODES,
  type FileError,
  type Note,
  type RunFileRow,
} from "@linnet/electron-bridge/generated/contract.js";

interface OpenRpc {
  components: { schemas: { Note: { properties: { kind: { enum: Note["kind"][] } } } } };
}

const CONTRACT = new URL("../../../../docs/openrpc.json", import.meta.url);
const { components } = JSON.parse(readFileSync(CONTRACT, "utf8")) as OpenRpc;

/** Every kind of note that the engine has. */
export const NOTE_KINDS = components.schemas.Note.properties.kind.enum;

export const ERROR_KINDS = Object.keys(ERROR_CODES);

/** Stands in all of them. */
export const MARK = "the engine says";

const said = (kind: string): string => `Of ${kind}, ${MARK} this.`;
/** Names a command, so that it is of no use on a page in any language. */
const hint = (kind: string): string => `\`linnet query sources\` shows ${kind}, ${MARK}.`;

/** One note of each kind, about several things. */
export const NOTES: Note[] = NOTE_KINDS.map((kind, at) => ({
  kind,
  count: at + 2,
  message: said(kind),
  what: kind === "passedOver" || kind === "noEffect" ? said(kind) : "X-1",
  examples: kind === "noEffect" ? ["channel"] : ["/media/ana/CARD7/20260312_1.WAV"],
  hint: hint(kind),
  changesResults: at % 2 === 0,
}));

/** A file that failed with each kind of error. */
export const FILE_ERRORS: FileError[] = ERROR_KINDS.map((kind) => ({
  path: `/media/ana/CARD7/${kind}.WAV`,
  code: 0,
  kind,
  message: said(kind),
  hint: hint(kind),
}));

/** The same as rows of a run, and one of which a part was read. */
export const FAILED_FILES: Partial<RunFileRow>[] = [
  ...FILE_ERRORS.map((each) => ({ ...each, status: "failed" as const, hint: each.hint ?? null })),
  {
    path: "/media/ana/CARD7/part.WAV",
    status: "partial",
    kind: null,
    message: said("part"),
    hint: null,
  },
];
