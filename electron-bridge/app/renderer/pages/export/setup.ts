/** What an export is set up with, and the requests that it makes of the engine. */
import type {
  ClipsRequest,
  ExportRequest,
  QueryRequest,
} from "@linnet/electron-bridge/generated/contract.js";

export type Where = NonNullable<QueryRequest["where"]>;

/** Programs that the results are for, in the order of their keys. */
export const CARDS = [
  "raven",
  "audacity",
  "kaleidoscope",
  "tables",
  "spreadsheet",
  "parquet",
  "json",
  "clips",
] as const;

export type Card = (typeof CARDS)[number];

/** Which rows: all that a model heard, those that a person found right, or people's labels. */
export type Kind = "heard" | "right" | "labels";

export type Column = NonNullable<ExportRequest["columns"]>[number];

export const COLUMNS = [
  "heardAt",
  "date",
  "time",
  "utcOffset",
  "site",
  "survey",
  "recorder",
  "latitude",
  "longitude",
  "verified",
  "labeler",
  "model",
  "min_conf",
  "overlap",
  "sensitivity",
  "lat",
  "lon",
  "week",
  "species_list",
  "channel",
] as const satisfies readonly Column[];

export interface Setup {
  card: Card;
  kind: Kind;
  columns: readonly Column[];
  decimalComma: boolean;
  /** One file for each recording. */
  apart: boolean;
  /** Rows of a spreadsheet: detections, or recordings with a column for each species. */
  sheet: "rows" | "species";
  capped: boolean;
  most: number;
  per: "species" | "site" | "speciesAndSite";
  pick: "best" | "random";
  seed: number;
  /** Where the files go; null: not chosen yet. */
  folder: string | null;
  methods: boolean;
  withClips: boolean;
  padding: number;
  clipMost: number;
  clipFormat: "flac" | "wav";
  clipNames: "usual" | "telling";
}

export const USUAL: Setup = {
  card: "raven",
  kind: "heard",
  columns: [],
  decimalComma: false,
  apart: false,
  sheet: "rows",
  capped: false,
  most: 100,
  per: "species",
  pick: "best",
  seed: 1,
  folder: null,
  methods: true,
  withClips: false,
  padding: 1,
  clipMost: 100,
  clipFormat: "flac",
  clipNames: "usual",
};

const NAMES = "{species}_{score}_{verdict}_{time}";

/** Take in what was kept, which may come from another version; what does not fit is left out. */
export function asSetup(kept: unknown): Setup {
  if (typeof kept !== "object" || kept === null) return USUAL;
  const some = Object.entries(kept).filter(([name, value]) => {
    const usual = (USUAL as unknown as Record<string, unknown>)[name];
    return usual === null ? typeof value === "string" : typeof value === typeof usual;
  });
  const setup = { ...USUAL, ...(Object.fromEntries(some) as Partial<Setup>) };
  const columns = Array.isArray(setup.columns) ? setup.columns : [];
  return {
    ...setup,
    card: CARDS.find((each) => each === setup.card) ?? USUAL.card,
    columns: COLUMNS.filter((each) => columns.includes(each)),
  };
}

/** Whether a card writes a table of CSV. */
export function isCsv({ card, sheet }: Setup): boolean {
  return card === "tables" || (card === "spreadsheet" && sheet === "rows");
}

/** Whether rows may lie in a file for each recording; Audacity opens no other. */
export function canBeApart({ card, sheet }: Setup): boolean {
  return card !== "audacity" && !(card === "spreadsheet" && sheet === "species");
}

function formatOf({ card, sheet }: Setup): ExportRequest["format"] {
  if (card === "spreadsheet" && sheet === "species") return "table";
  if (card === "tables" || card === "spreadsheet") return "csv";
  return card === "clips" ? "csv" : card;
}

/** Labels have no table of recordings by species. */
export function lacksTable(setup: Setup): boolean {
  return setup.kind === "labels" && formatOf(setup) === "table";
}

/** The request for the files of rows, without its place. */
export function rowsOf(setup: Setup, where: Where): ExportRequest {
  const { columns, decimalComma, kind } = setup;
  const isTable = setup.card === "tables" || setup.card === "spreadsheet";
  const isApart = setup.card === "audacity" || (setup.apart && canBeApart(setup));
  return {
    format: formatOf(setup),
    select: kind === "labels" ? "annotations" : "detections",
    where,
    ...(isApart && { perRecording: true }),
    ...(isCsv(setup) && columns.length > 0 && { columns: [...columns] }),
    ...(isTable && decimalComma && { decimalComma: true }),
    ...(setup.card === "spreadsheet" && { bom: true }),
    ...capOf(setup),
  };
}

type CapPart = Pick<ExportRequest, "most" | "per" | "pick" | "seed">;

function capOf({ capped, most, per, pick, seed }: Setup): CapPart {
  if (!capped) return {};
  return { most, per, pick, ...(pick === "random" && { seed }) };
}

/** The request for clips in a folder; beside rows, they have a limit of their own. */
export function clipsOf(setup: Setup, where: Where, folder: string): ClipsRequest {
  const { padding, clipMost, clipFormat, clipNames } = setup;
  const cap = setup.card === "clips" ? capOf(setup) : { most: clipMost };
  return {
    destination: setup.card === "clips" ? folder : `${folder}/clips`,
    where,
    padding,
    format: clipFormat,
    ...(clipNames === "telling" && { names: NAMES }),
    ...cap,
  };
}

/** A folder as the engine takes it: a name without an ending is one. */
export function asFolder(folder: string): string {
  return folder.endsWith("/") || folder.endsWith("\\") ? folder : `${folder}/`;
}
