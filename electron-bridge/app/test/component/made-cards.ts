/** Cards before their import, as the engine's look tells of them, and recordings that are not found. */
import type {
  FolderSummary,
  FolderTrouble,
  ImportRecordingsRequest,
  ImportRecordingsResult,
  LookResult,
  RelinkResult,
} from "@linnet/electron-bridge/generated/contract.js";
import type { Script } from "./scripted.js";

export const CARD = { path: "/media/ana/CARD7", name: "CARD7", isFolder: true };

export const FOLDER: FolderSummary = {
  path: "/media/ana/CARD7/Manu 2026/Tapir-01/DATA",
  example: "/media/ana/CARD7/Manu 2026/Tapir-01/DATA/20260312_050000.WAV",
  ...{ leftOut: false, files: 480, known: 0, seconds: 432_000, sampleRate: 48_000 },
  ...{ recorder: "AudioMoth", serial: "24F319055FDF2205" },
  ...{ first: "2026-03-12T05:00:00-05:00", last: "2026-03-19T18:00:00-05:00" },
  clockFirst: "2026-03-12T05:00:00-05:00",
  ...{ latitude: -12.1, longitude: -71.3, timezones: ["America/Lima"] },
  ...{ site: "Tapir-01", survey: "Manu 2026", namedRecorder: null, rmsDb: -41, clipped: 0 },
  trouble: [],
};

export function trouble(some: Partial<FolderTrouble>): FolderTrouble {
  return {
    ...{ kind: "clockUnset", count: 480, message: "", what: "", examples: [], hint: "" },
    ...{ changesResults: true, fixes: [], shiftSeconds: null },
    ...some,
  };
}

const other = (site: string, some: Partial<FolderSummary>): FolderSummary => {
  const path = FOLDER.path.replace("Tapir-01", site);
  return { ...FOLDER, path, example: `${path}/20260312_050000.WAV`, site, ...some };
};

const YEARS_S = 7 * 365.25 * 86_400 - 64_800;

/** A season's card with all that can be odd about one. */
export const FOLDERS: FolderSummary[] = [
  FOLDER,
  other("Tapir-02", {
    ...{ first: "2019-03-12T05:00:00-05:00", last: "2019-03-19T18:00:00-05:00" },
    clockFirst: "2019-03-12T05:00:00-05:00",
    trouble: [
      trouble({
        ...{ kind: "clockApart", count: 1, what: "2026" },
        ...{ fixes: ["year", "shift", "leaveOut"], shiftSeconds: YEARS_S },
      }),
    ],
  }),
  other("Tapir-03", {
    ...{ first: null, last: null, clockFirst: "1970-01-01T00:00:12", files: 12 },
    trouble: [
      trouble({
        ...{ count: 12, what: "1970", examples: ["19700101_000012.WAV"] },
        fixes: ["year", "shift", "leaveOut"],
      }),
      trouble({ kind: "unreadable", count: 2, fixes: ["leaveOut"], examples: ["BAD.WAV"] }),
    ],
  }),
  other("Tapir-04", {
    trouble: [
      trouble({
        ...{ kind: "recorderTwice", count: 1, what: "24F319055FDF2205" },
        ...{ examples: [FOLDER.path], fixes: ["site", "leaveOut"] },
      }),
    ],
  }),
  other("Tapir-05", { known: 480 }),
  other("Tapir-01 copia", {
    trouble: [
      trouble({ kind: "copied", count: 480, examples: [FOLDER.path], fixes: ["leaveOut"] }),
    ],
  }),
];

export const BAD = {
  path: `${FOLDER.path.replace("Tapir-01", "Tapir-03")}/BAD.WAV`,
  ...{ code: -32_002, kind: "UnreadableAudio", message: "The file ends early.", hint: "" },
};

const PROPOSALS = [
  { pattern: "{survey}/{site}/*/*", explains: 6, sites: 6 },
  { pattern: "{site}/*/*", explains: 6, sites: 6 },
  { pattern: "{site}/{recorder}/*", explains: 2, sites: 2 },
];

const NOTHING: ImportRecordingsResult = {
  ...{ recordings: [], added: 0, known: 0, leftOut: 0, deployments: 0, sites: [], batchId: null },
  ...{ folders: [], proposals: [], errors: [], notes: [], elapsedSeconds: 0.4 },
};

/** What a look answers to what was said: choices count, as they do in the engine. */
export function lookedAt(
  folders: readonly FolderSummary[],
  { folders: choices = [] }: ImportRecordingsRequest,
  some: Partial<ImportRecordingsResult> = {},
): ImportRecordingsResult {
  const said = new Map(choices.map((each) => [each.folder, each]));
  const now = folders.map((folder) => {
    const choice = said.get(folder.path);
    if (choice === undefined) return folder;
    const { site = folder.site, survey = folder.survey, leaveOut = false, shiftSeconds } = choice;
    const shifts = shiftSeconds != null;
    const solved = folder.trouble.filter(({ fixes }) => {
      const [first] = fixes;
      return !(
        leaveOut ||
        (shifts && first === "year") ||
        (choice.site != null && first === "site")
      );
    });
    const start = shifts ? "2026-03-12T05:00:00" : folder.first;
    return { ...folder, site, survey, leftOut: leaveOut, first: start, trouble: solved };
  });
  const taken = now.filter(({ leftOut }) => !leftOut);
  const sum = (of: (folder: FolderSummary) => number): number =>
    taken.reduce((all, folder) => all + of(folder), 0);
  const known = sum((folder) => folder.known);
  return {
    ...{ ...NOTHING, folders: now, proposals: PROPOSALS, known },
    added: sum(({ files }) => files) - known,
    leftOut: folders.reduce((all, { files }) => all + files, 0) - sum(({ files }) => files),
    ...some,
  };
}

/** 4,800 bytes of a rising tone, as the engine draws them. */
const PICTURE = Buffer.from(
  Array.from({ length: 480 * 96 }, (_, at) => {
    const [x, y] = [at % 480, Math.floor(at / 480)];
    return Math.abs(96 - x / 5 - y) < 4 ? 230 : 30 + ((x * 7 + y * 13) % 40);
  }),
).toString("base64");

export function cards(folders = FOLDERS, some: Partial<ImportRecordingsResult> = {}): Script {
  return {
    "recordings/import": (asked) => lookedAt(folders, asked, some),
    spectrogram: ({ width, height }) => ({ data: PICTURE, width, height, minDb: -100, maxDb: 0 }),
    "jobs.start": () => ({ id: 7 }),
    "jobs.remove": () => null,
  };
}

/** What an import brought. */
export const BROUGHT: ImportRecordingsResult = {
  ...{ ...NOTHING, added: 1452, known: 480, leftOut: 480, deployments: 4, batchId: 3 },
  errors: [BAD],
  sites: [
    { survey: "Manu 2026", site: "Tapir-01", recordings: 480 },
    { survey: "Manu 2026", site: "Tapir-02", recordings: 480 },
    { survey: null, site: null, recordings: 12 },
  ],
};

export const GONE: LookResult = {
  ...{ looked: 1902, there: 1896, missing: 2, found: 0, notes: [] },
  causes: [
    { cause: "driveAway", recordings: 3, since: null },
    { cause: "folderGone", recordings: 2, since: "2026-03-20T08:11:00.000+00:00" },
    { cause: "fileGone", recordings: 1, since: "2026-03-21T08:11:00.000+00:00" },
  ],
  folders: [
    {
      ...{ cause: "driveAway", folder: "/media/ana/FIELD 7", drive: "FIELD 7", recordings: 3 },
      ...{ since: null, examples: [1, 2, 3] },
    },
    {
      ...{ cause: "folderGone", folder: "/home/ana/Manu 2026/Tapir-03", drive: null },
      ...{ recordings: 2, since: "2026-03-20T08:11:00.000+00:00", examples: [4, 5] },
    },
    {
      ...{ cause: "fileGone", folder: "/home/ana/Manu 2026/Tapir-01", drive: null },
      ...{ recordings: 1, since: "2026-03-21T08:11:00.000+00:00", examples: [6] },
    },
  ],
};

const OLD = "/home/ana/Manu 2026/Tapir-03";

export const FOUND: RelinkResult = {
  ...{ refused: [], missing: [3], errors: [], notes: [] },
  relinked: [
    {
      ...{ recordingId: 4, oldPath: `${OLD}/20260312_050000.WAV`, by: "samples" },
      ...{ path: "/mnt/disco/Tapir-03/20260312_050000.WAV", merged: null },
    },
    {
      ...{ recordingId: 5, oldPath: `${OLD}/20260312_053000.WAV`, by: "sound" },
      ...{ path: "/mnt/disco/mp3/20260312_053000.mp3", merged: null },
    },
  ],
  ambiguous: [
    {
      ...{ recordingId: 6, oldPath: "/home/ana/Manu 2026/Tapir-01/20260313_050000.WAV" },
      candidates: ["/mnt/disco/a/20260313.WAV", "/mnt/disco/b/20260313.WAV"],
      reason: "Several files match this recording, and their names do not decide between them.",
    },
  ],
};
