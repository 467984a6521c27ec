/** What the engine and main say on the page Run, for tests and pictures. */
import type { InferPlan, ModelRow, RunRow } from "@linnet/electron-bridge/generated/contract.js";
import type { Job, JobsSnapshot } from "@linnet/electron-bridge/jobs.js";
import type { Script } from "./scripted.js";

export const BIRDNET = {
  name: "birdnet-v2.4",
  title: "BirdNET",
  version: "2.4",
  classes: 6522,
  installed: true,
  active: true,
  trouble: null,
  base: null,
  speed: 400,
} as unknown as ModelRow;

export const PLAN: InferPlan = {
  model: { name: "birdnet-v2.4", version: "2.4" } as InferPlan["model"],
  files: 264,
  new: 34,
  rescored: 18,
  skipped: 212,
  missing: 0,
  withoutPlace: 12,
  audioSeconds: 30_600,
  withoutDuration: 0,
  secondsNeeded: 540,
  unmatchedSpecies: [],
  overlap: 0,
  skipBelow: null,
  errors: [],
  notes: [],
};

export function run(some: Partial<RunRow>): RunRow {
  return {
    runId: 41,
    model: "birdnet-v2.4",
    status: "complete",
    program: "linnet",
    startedAt: "2026-03-20T07:12:00Z",
    endedAt: "2026-03-20T07:20:00Z",
    files: 264,
    waiting: 0,
    done: 180,
    empty: 60,
    partial: 2,
    failed: 2,
    skipped: 20,
    resumes: null,
    audioSeconds: 237_600,
    windows: 79_200,
    detections: 9_812,
    quietWindows: 40,
    belowThreshold: 1_200,
    outOfRange: 88,
    notListed: 0,
    beyondTopK: 0,
    settings: {},
    notes: [],
    ...some,
  };
}

export function job(some: Partial<Job>): Job {
  return {
    id: 1,
    kind: "run",
    title: "Birds, by place, BirdNET",
    method: "infer",
    state: "running",
    runId: 41,
    resumed: false,
    askedAt: "2026-03-20T07:12:00Z",
    recent: {},
    ...some,
  };
}

export const PROGRESS = {
  runId: 41,
  done: 118,
  total: 264,
  failed: 2,
  realtimeFactor: 212,
  etaSeconds: 360,
};

const card = (name: string): string => `/media/ana/CARD7/${name}`;

export const RECENT = {
  species: [
    {
      species: "Crypturellus undulatus",
      common: "Undulated Tinamou",
      detections: 212,
      maxConfidence: 0.98,
    },
    {
      species: "Micrastur ruficollis",
      common: "Barred Forest-Falcon",
      detections: 41,
      maxConfidence: 0.93,
    },
  ],
  detections: [
    {
      species: "Crypturellus undulatus",
      common: "Undulated Tinamou",
      path: card("20260314_051200.WAV"),
      channel: null,
      start: 312,
      end: 315,
      confidence: 0.91,
    },
  ],
  outcomes: [
    {
      recordingId: 7,
      path: card("20260314_051200.WAV"),
      status: "done",
      detections: 31,
      kind: null,
      trouble: null,
      deploymentId: 1,
      site: "Tapir-03",
    },
    {
      recordingId: null,
      path: card("20260315_0400.WAV"),
      status: "failed",
      detections: 0,
      kind: "UnreadableAudio",
      trouble: "This is not a sound file.",
      deploymentId: 1,
      site: "Tapir-03",
    },
    {
      recordingId: 9,
      path: card("20260314_0230.WAV"),
      status: "partial",
      detections: 2,
      kind: null,
      trouble: "The file ends after 12 s of 60 s.",
      deploymentId: 1,
      site: "Tapir-03",
    },
  ],
};

/** All jobs at one moment, as main tells them. */
export function jobs(some: Partial<JobsSnapshot>): JobsSnapshot {
  return { change: "all", number: 1, running: [], waiting: [], left: [], ended: [], ...some };
}

interface Held {
  models?: ModelRow[];
  recordings?: number;
  plan?: InferPlan | (() => never);
  runs?: RunRow[];
  files?: object[];
  memos?: Record<string, unknown>;
}

/** An engine that holds this; memos are kept. */
export function engine(held: Held = {}): Script {
  const { models = [BIRDNET], recordings = 264, plan = PLAN, runs = [], files = [] } = held;
  const memos = new Map(Object.entries(held.memos ?? {}));
  const page = (rows: object[], total = rows.length): object => ({
    rows,
    total,
    exact: true,
    nextCursor: null,
    prevCursor: null,
    before: 0,
    marks: [],
  });
  return {
    "models/list": () => ({ models, notes: [] }),
    "infer/plan": () => (typeof plan === "function" ? plan() : plan),
    "memos/get": ({ key }) => ({
      key,
      value: memos.get(key) ?? null,
      revision: 0,
      changedAt: null,
    }),
    "memos/set": ({ key, value }) => {
      memos.set(key, value);
      return { key, revision: 1 };
    },
    "memos/list": ({ prefix = "" }) => ({
      memos: [...memos.keys()]
        .filter((key) => key.startsWith(prefix))
        .map((key) => ({ key, revision: 1, bytes: 2, changedAt: "" })),
    }),
    query: ({ select, where = {} }) => {
      if (select === "recordings") return page([], recordings);
      if (select === "runFiles") return page("site" in where ? [] : files);
      if (select !== "runs") return page([]);
      return page(runs.filter(({ runId }) => !("runId" in where) || where.runId === runId));
    },
    "jobs.start": () => ({ id: 1 }),
    "jobs.pause": () => null,
    "jobs.cancel": () => null,
    "jobs.goOn": () => null,
    "jobs.move": () => null,
    "jobs.remove": () => null,
  } as Script;
}

/** A run that goes on, and one that waits behind it. */
export const RUNNING = jobs({
  running: [job({ progress: PROGRESS, recent: RECENT })],
  waiting: [
    job({ id: 2, title: "Everything, for a first look, Perch", state: "waiting", behind: 1 }),
  ],
});
