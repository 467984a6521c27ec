/** What the engine tells Settings: sizes on disks, its own settings and figures, and a step. */
import type {
  AnnotationRow,
  ClearStorageResult,
  ShowSettingsResult,
  StorageResult,
} from "@linnet/electron-bridge/generated/contract.js";
import type { Script } from "./scripted.js";

const FOLDER = "/home/ana/.local/share/linnet";

type PartName = StorageResult["parts"][number]["what"];

const SIZES: [PartName, string, number, number][] = [
  ["catalog", "/home/ana/Linnet/manu-2026.sqlite", 143e6, 2],
  ["embeddings", "/home/ana/Linnet/manu-2026.embeddings", 1.9e9, 1],
  ["searchIndex", "/home/ana/Linnet/manu-2026.embeddings", 210e6, 2],
  ["models", `${FOLDER}/models`, 183e6, 9],
  ["features", `${FOLDER}/features`, 3.2e9, 4_812],
  ["graphs", `${FOLDER}/graphs`, 104e6, 4],
  ["downloads", `${FOLDER}/models/.downloads`, 0, 0],
  ["scratch", FOLDER, 37e6, 3],
  ["backups", "/home/ana/Linnet", 260e6, 2],
  ["setAside", "/home/ana/Linnet", 0, 0],
];

const CLEARABLE = ["features", "graphs", "downloads", "scratch"];

const backup = (
  day: string,
  bytes: number,
  embeddings: boolean,
): StorageResult["backups"][number] => {
  const name = `manu-2026.backup-${day.replaceAll(/\W/g, "")}.sqlite`;
  return { name, path: `/home/ana/Linnet/${name}`, bytes, madeAt: day, embeddings };
};

export const STORED: StorageResult = {
  parts: SIZES.map(([what, path, bytes, files]) => ({
    ...{ what, path, bytes, files, drive: 0, complete: what !== "features" },
    clearable: CLEARABLE.includes(what),
  })),
  models: [],
  backups: [
    backup("2026-11-20T10:00:00Z", 141e6, false),
    backup("2026-03-12T09:30:00Z", 119e6, true),
  ],
  drives: [{ path: "/", freeBytes: 210e9, totalBytes: 512e9 }],
  cache: { bytes: 10e9, source: "default", place: null, changeable: true },
  readOnly: false,
};

export const CLEARED: ClearStorageResult = {
  dryRun: true,
  bytes: 3.1e9,
  cleared: [{ what: "features", bytes: 3.1e9, files: 4_810 }],
  kept: [
    {
      ...{ what: "features" as const, why: "foreign" as const, bytes: 1200, files: 1 },
      examples: [`${FOLDER}/features/notas.txt`],
    },
  ],
};

const setting = (
  name: string,
  value: ShowSettingsResult["settings"][number]["value"],
  place?: string,
): ShowSettingsResult["settings"][number] => ({
  ...{ name, value, source: place === undefined ? "default" : "file", place: place ?? null },
  ...{ variable: `LINNET_${name.toUpperCase()}`, explained: "" },
});

export const SHOWN: ShowSettingsResult = {
  profile: "desktop",
  profiles: [],
  file: `${FOLDER}/settings.toml`,
  fileRead: true,
  settings: [
    setting("threads", 3, `${FOLDER}/settings.toml, line 2`),
    setting("cache_gb", 10),
    setting("inference.providers", ["cuda", "cpu"]),
    setting("inference.warm_up", true),
    setting("forward.url", null),
  ],
  unknownVariables: ["LINNET_TREADS"],
};

const METRICS = `# HELP linnet_windows_total Windows that a model scored.
linnet_windows_total{model="birdnet-v2.4",version="1-2"} 48211.0
linnet_inference_seconds_sum{model="birdnet-v2.4",version="1-2"} 812.4
linnet_inference_failures_total{model="birdnet-v2.4",kind="Timeout"} 2.0
linnet_cache_requests_total{cache="feature",result="hit"} 118.0
linnet_cache_requests_total{cache="feature",result="miss"} 146.0
linnet_cache_requests_total{cache="session",result="hit"} 12.0
linnet_cache_requests_total{cache="session",result="miss"} 1.0
linnet_session_evictions_total 1.0
`;

const decision = (annotationId: number, species: string, common: string): AnnotationRow => ({
  ...{ annotationId, regionId: annotationId, recordingId: 3, start: 12, end: 15, species, common },
  ...{ path: "/home/ana/Grabaciones/Tapir-03/20260312_051200.wav", probability: 91 },
  ...{ verified: annotationId % 3 === 0 ? "NO" : "YES", labeler: "Ana Quispe", isHuman: 1 },
  ...{ model: null, annotatedAt: "2026-11-28T21:02:00Z", mostRecent: 1, comment: null },
  ...{ lowHz: null, highHz: null, batchId: 39, replaced: null },
});

export const DECISIONS: AnnotationRow[] = [
  decision(1, "Crypturellus undulatus", "Undulated Tinamou"),
  decision(2, "Megascops watsonii", "Tawny-bellied Screech-Owl"),
  decision(3, "Tinamus major", "Great Tinamou"),
];

/** All that Settings asks besides `query`. */
export const SETTINGS_SCRIPT: Script = {
  storage: () => STORED,
  "storage/clear": () => CLEARED,
  "settings/show": () => SHOWN,
  metrics: () => ({ text: METRICS }),
};
