/** Projects over which states are shown: one with nothing in it, and one of owls in Manu. */
import { MadeCatalog } from "../component/made-detections.js";
import { BIRDNET, INSTALLED, PERCH } from "../component/models-list.js";
import { MARK } from "../component/own-words.js";
import { Refusal, type Script } from "../component/scripted.js";
import { DECISIONS, SETTINGS_SCRIPT } from "../component/settings-script.js";

const EMPTY = {
  ...{ rows: [], nextCursor: null, prevCursor: null, before: 0, marks: [], notes: [] },
  ...{ total: 0, totalExact: true },
};

const LOADED = [
  {
    name: "birdnet-v2.4",
    versionId: "1-2",
    variant: "fp32",
    providers: ["cpu"],
    fellBack: [],
    bytes: 134e6,
  },
];

export const HEALTH = {
  ...{ status: "ok", version: "0.9.0", uptimeSeconds: 3600, activeModel: "BirdNET v2.4" },
  ...{ providers: [], catalog: "/home/ana/Linnet/manu-2026.sqlite", ready: true, revision: 7 },
  trouble: [],
  loaded: LOADED,
};

const BATCHES = [
  ["annotate", "Ana Quispe", "2026-11-28T21:14:00Z", null, 1],
  ["annotate", "Ana Quispe", "2026-11-28T21:02:00Z", null, 24],
  ["tapir-03.selections.txt", "Luis Mamani", "2026-11-21T15:40:00Z", null, 312],
  ["annotate", "Luis Mamani", "2026-11-20T10:11:00Z", "2026-11-20T10:12:00Z", 3],
].map(([what, labeler, madeAt, undoneAt, annotations], at) => {
  return { batchId: 40 - at, what, labeler, madeAt, undoneAt, annotations };
});

/** A project with nothing in it, and no model. */
export const NOTHING: Script = {
  ...SETTINGS_SCRIPT,
  health: () => ({ ...HEALTH, activeModel: null }),
  query: () => EMPTY,
  "models/list": () => ({ models: [BIRDNET, PERCH] }),
  "memos/list": () => ({ memos: [] }),
  "memos/get": ({ key }) => ({ key, value: null, revision: 0 }),
};

/** A project of owls and tinamous in Manu. */
export function manu(): Script {
  const catalog = new MadeCatalog(2000);
  return catalog.script({
    health: () => HEALTH,
    query: (asked) =>
      asked.select === "batches"
        ? { ...EMPTY, rows: BATCHES, total: BATCHES.length }
        : asked.select === "annotations"
          ? { ...EMPTY, rows: DECISIONS, total: 24 }
          : catalog.query(asked),
    "models/list": () => ({ models: [INSTALLED, PERCH] }),
    ...SETTINGS_SCRIPT,
  });
}

/** The engine refuses, with a hint that no page may show. */
export const refusing = (kind: string) => (): never => {
  const hint = `\`linnet catalog repair\` helps, ${MARK}.`;
  throw new Refusal(kind, `Of ${kind}, ${MARK} this.`, { hint });
};
