/** What the engine says on the page Export, for tests and pictures. */
import type {
  ClipsResult,
  ExportPlan,
  ExportRequest,
  ExportResult,
  Methods,
} from "@linnet/electron-bridge/generated/contract.js";
import type { Job } from "@linnet/electron-bridge/jobs.js";
import { madeJob } from "./made-jobs.js";
import { MadeCatalog } from "./made-detections.js";
import type { Script } from "./scripted.js";

export const FOLDER = "/home/ana/Linnet/owls";
export const PICKED = [{ path: FOLDER, name: "owls", isFolder: true }];

const RAVEN = ["Selection", "Begin Time (s)", "End Time (s)", "Common Name", "Confidence"];

const ROWS = Array.from({ length: 20 }, (_, at) => [
  String(at + 1),
  `${String(at * 12)}.0000`,
  `${String(at * 12 + 3)}.0000`,
  at % 3 === 0 ? "Mottled Owl" : "Tawny-bellied Screech-Owl",
  `0.9${String(at).padStart(3, "0")}`,
]);

const NONE = { notes: [], elapsedSeconds: 0.1 };

function exported(some: Partial<ExportResult>): ExportResult {
  return { files: [], written: 0, rows: 0, asked: 0, previews: [], plan: null, ...NONE, ...some };
}

function previewed({ format }: ExportRequest): ExportResult {
  const name = Array.isArray(format) ? format[0] : format;
  const text = [RAVEN, ...ROWS].map((cells) => cells.join("\t")).join("\n");
  const json = ROWS.map(([, start, end]) => JSON.stringify({ start, end })).join("\n");
  const isJson = name === "json";
  const [columns, rows] = isJson ? [[], []] : [RAVEN, ROWS];
  const whole = name === "parquet" ? null : isJson ? json : text;
  const preview = { format: name ?? "csv", text: whole, columns, rows, more: true };
  return exported({ previews: [preview] });
}

const file = (name: string, rows: number, bytes: number, replaced: number | null = null) => ({
  ...{ path: `${FOLDER}/${name}`, format: "raven" as const, rows, bytes },
  ...{ replacedBytes: replaced, refused: false },
});

export const PLAN: ExportPlan = {
  files: [
    file("linnet.selection.table.txt", 2000, 310_000, 12_000),
    file("linnet.methods.md", 0, 0),
    file("linnet.settings.json", 0, 0),
    file("linnet.citations.txt", 0, 0),
  ],
  fileCount: 4,
  rows: 2000,
  bytes: 310_000,
  replaced: 1,
  replacedBytes: 12_000,
  refused: 0,
  refusals: [],
  freeBytes: 9e10,
};

export const REFUSED: Partial<ExportPlan> = {
  refused: 1,
  refusals: [
    {
      path: `${FOLDER}/linnet.selection.table.txt`,
      code: -32_030,
      kind: "PathNotAllowed",
      message: "The file already exists, and is no earlier export.",
    },
  ],
};

function cutPlan(): ClipsResult {
  const of = (species: string, common: string, clips: number, there: number) => ({
    ...{ species, common, clips, there },
    ...{ seconds: (clips - there) * 5, bytes: (clips - there) * 240_000 },
  });
  const species = [
    of("Strix virgata", "Mottled Owl", 100, 0),
    of("Pulsatrix perspicillata", "Spectacled Owl", 41, 12),
  ];
  return {
    ...{ asked: 141, written: 0, kept: 0, species: 0, bytes: 0, errors: [], ...NONE },
    listPath: `${FOLDER}/clips.csv`,
    plan: {
      species,
      clips: 141,
      there: 12,
      seconds: 645,
      bytes: 3.1e7,
      missing: 2,
      refused: 0,
      refusals: [],
      freeBytes: 9e10,
    },
  };
}

export interface ExportScript {
  plan?: Partial<ExportPlan> | (() => never);
  setup?: object;
  catalog?: MadeCatalog;
}

/** A project whose engine previews and plans. */
export function exporting(options: ExportScript = {}): Script {
  const { plan = {}, setup, catalog = new MadeCatalog(2000) } = options;
  if (setup !== undefined) catalog.memos.set("export/setup", { value: setup, revision: 1 });
  return catalog.script({
    query: (asked: Methods["query"]["params"]) => catalog.query(asked),
    export: (asked: ExportRequest) => {
      if (asked.dryRun !== true) return previewed(asked);
      return exported({ plan: { ...PLAN, ...(typeof plan === "function" ? plan() : plan) } });
    },
    clips: () => cutPlan(),
    "jobs.start": () => ({ id: 9 }),
    "jobs.cancel": () => undefined,
    "jobs.remove": () => undefined,
  });
}

export function exportJob(some: Partial<Job>): Job {
  const of = { kind: "export", title: "Export for Raven", method: "export" as const };
  return madeJob({ ...of, id: 9, state: "running", ...some });
}

const WRITTEN = exported({
  files: [
    {
      path: `${FOLDER}/linnet.selection.table.txt`,
      format: "raven",
      rows: 2000,
      bytes: 310_000,
    },
  ],
  ...{ written: 1, rows: 2000, asked: 2000 },
});

export const DONE = exportJob({
  state: "done",
  endedAt: "2026-11-29T10:01:00Z",
  outcome: { ok: true, value: WRITTEN, leftOut: 0 },
});

export const CUT = exportJob({
  ...{ id: 10, kind: "clips", title: "Clips of sound", method: "clips", state: "done" },
  endedAt: "2026-11-29T10:02:00Z",
  outcome: {
    ok: true,
    value: {
      ...cutPlan(),
      ...{ written: 127, kept: 12, species: 2, plan: null },
      errors: [
        {
          path: "/media/ana/CARD7/20260312_7.WAV",
          code: -32_001,
          kind: "RecordingNotFound",
          message: "The file is not there.",
        },
      ],
    },
    leftOut: 0,
  },
});
