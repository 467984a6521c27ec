/** Made own classifiers: they learn, ask and count as the engine does, with plain figures. */
import type {
  ApplyHeadResult,
  ClassReport,
  CompareHeadsResult,
  HeadRow,
  HeadVersion,
  Methods,
  NewAnnotation,
  QueryRequest,
  Suggestion,
  TrainHeadRequest,
  TrainHeadResult,
} from "@linnet/electron-bridge/generated/contract.js";
import type { Job } from "@linnet/electron-bridge/jobs.js";
import { madeJob } from "./made-jobs.js";
import { INSTALLED, PERCH } from "./models-list.js";
import { Refusal, type Script } from "./scripted.js";

export const OWL = "Strix virgata";
export const CRESTED = "Lophostrix cristata";
const PYGMY = "Glaucidium brasilianum";
const BASE = "birdnet-v2.4";

const COMMON: Readonly<Record<string, string>> = {
  [OWL]: "Mottled Owl",
  [CRESTED]: "Crested Owl",
  [PYGMY]: "Ferruginous Pygmy-Owl",
};
const common = (species: string): string | null => COMMON[species] ?? null;

const NOT_TESTED =
  "Too few recordings to test this species: at least two with it and two without it are needed.";

/** Labels of a species: that it is there, that it is not, and in so many recordings. */
type Labelled = readonly [species: string, right: number, wrong: number, recordings: number];

const LABELLED: readonly Labelled[] = [
  [OWL, 84, 61, 22],
  [CRESTED, 7, 3, 3],
  [PYGMY, 2, 0, 1],
];

const EMPTY = { nextCursor: null, prevCursor: null, before: 0, marks: [], notes: [] };

const page = (rows: readonly object[]): unknown => {
  return { ...EMPTY, rows, total: rows.length, totalExact: true };
};

export class MadeLearn {
  heads: HeadRow[] = [];
  labelled = LABELLED;
  /** Recordings that BirdNET has analysed. */
  analysed = 24;
  readonly said: (NewAnnotation & { labeler: string })[] = [];
  /** Jobs that the page has asked for. */
  readonly started: { kind: string; title: string; params: Record<string, unknown> }[] = [];
  #batch = 0;
  #undone = new Set<number>();

  /** A classifier with so many versions, of which the last one is in use. */
  add(name: string, versions: number): this {
    for (let at = 0; at < versions; at++) this.grow(name);
    return this;
  }

  /** A further version of a classifier, in use. */
  grow(name: string): HeadVersion {
    let head = this.heads.find((each) => each.name === name);
    if (head === undefined) {
      head = { name, title: name, inUse: null, versions: [] };
      this.heads.push(head);
    }
    const number = (head.versions[0]?.number ?? 0) + 1;
    const classes = this.classes(true);
    const made: HeadVersion = {
      ...{ number, versionId: `${String(number)}0aa-none`, inUse: true, origin: "trained" },
      ...{ madeAt: `2026-11-2${String(number % 9)}T21:14:00Z`, by: "Ana Quispe", kind: "linear" },
      ...{ base: BASE, labels: 100 + 30 * number, windows: 500, heldBack: 6, bytes: 34_000 },
      ...{ averagePrecision: 0.74 + 0.05 * number, auroc: 0.9, species: classes, trouble: null },
    };
    head.versions = [made, ...head.versions.map((each) => ({ ...each, inUse: false }))];
    head.inUse = number;
    return made;
  }

  classes(isTested: boolean): ClassReport[] {
    return this.labelled
      .filter(([, right]) => right >= 3)
      .map(([species, positives, negatives, recordings]) => {
        const isFew = recordings < 4;
        const none = isFew || !isTested;
        return {
          ...{ species, common: common(species), positives, negatives, recordings },
          averagePrecision: none ? null : 0.93,
          auroc: none ? null : 0.97,
          threshold: none ? null : 0.71,
          note: isFew ? NOT_TESTED : null,
        };
      });
  }

  /** A training that has ended, or a search: what main tells of it. */
  job(kind: "train" | "find", state: Job["state"], some: Partial<Job> = {}): Job {
    const method = kind === "train" ? "heads/train" : "heads/apply";
    return madeJob({ ...{ kind, method, state, id: 7, title: "night-owls · training" }, ...some });
  }

  trained(name: string): TrainHeadResult {
    const before = this.heads.find((each) => each.name === name)?.inUse ?? null;
    const { number } = this.grow(name);
    return { ...this.plan({ name }), number, before, version: "0aa", regularisation: 0.1 };
  }

  plan({ name, species, holdBack = 0 }: TrainHeadRequest): TrainHeadResult {
    const classes = this.classes(false).filter(
      (each) => species == null || species.includes(each.species),
    );
    if (classes.length === 0) {
      throw new Refusal("InvalidParams", "No species has enough labels on stored windows.");
    }
    return {
      ...{ name, model: BASE, version: null, number: null, before: null, sha256: null },
      ...{ path: null, windows: 512, labels: 155, heldBack: holdBack > 0 ? 6 : 0, folds: 5 },
      ...{ regularisation: null, averagePrecision: null, auroc: null, classes, notes: [] },
      elapsedSeconds: 0.2,
    };
  }

  compare({ a, b }: Methods["heads/compare"]["params"]): CompareHeadsResult {
    const side = (text: string): CompareHeadsResult["a"] => {
      const [name = "", number = "1"] = text.split("@");
      return { name, number: Number(number), versionId: "0aa", recordingsKnown: true };
    };
    const [one, other] = [side(a), side(b)];
    const ap = (number: number): number => 0.8 + 0.04 * Math.min(3, number);
    const [before, after] = [one, other].map(({ number }) => ({
      averagePrecision: ap(number),
      auroc: 0.9,
    })) as [CompareHeadsResult["meanA"], CompareHeadsResult["meanA"]];
    const difference = {
      averagePrecision: after.averagePrecision - before.averagePrecision,
      auroc: 0,
    };
    return {
      ...{ a: one, b: other, recordings: 6, windows: 48, learntFrom: 19 },
      ...{ meanA: before, meanB: after, difference, onlyA: [], onlyB: [PYGMY] },
      species: [
        {
          ...{ species: OWL, common: common(OWL), positives: 18, negatives: 30, recordings: 5 },
          ...{ a: before, b: after, difference, note: null },
        },
        {
          ...{ species: CRESTED, common: common(CRESTED), positives: 1, negatives: 9 },
          ...{ recordings: 1, a: null, b: null, difference: null },
          note: "Too few recordings: at least two with it and two without it are needed.",
        },
      ],
    };
  }

  /** Windows without a label, the least sure first. */
  suggest({ k = 20 }: Methods["heads/suggest"]["params"]): Methods["heads/suggest"]["result"] {
    const windows: Suggestion[] = [];
    for (let place = 1; windows.length < k && place < 500; place++) {
      const start = (place * 3) % 57;
      const isJudged = this.said.some(
        (each) => each.recordingId === place && each.start === start && each.verified !== "UNSURE",
      );
      if (isJudged) continue;
      const species = place % 3 === 0 ? CRESTED : OWL;
      windows.push({
        ...{ recordingId: place, path: `/media/ana/CARD7/2026_${String(place)}.WAV` },
        ...{ channel: null, start, end: start + 3, species, common: common(species) },
        ...{ confidence: 0.5 + (place % 20) / 100, uncertainty: 0.99 },
      });
    }
    return { windows, considered: 4_812, notes: [] };
  }

  counts({ name, thresholds = [] }: Methods["heads/apply"]["params"]): ApplyHeadResult {
    const at = (threshold: number) => ({
      threshold,
      detections: Math.round(1_204 * (1 - threshold)),
      recordings: Math.round(80 * (1 - threshold)),
    });
    const version = this.heads.find((each) => each.name === name)?.versions[0];
    return {
      ...{ runId: null, recordings: 480, skipped: 0, windows: 9_600, detections: 349 },
      counts: (version?.species ?? []).map(({ species, threshold }) => ({
        ...{ species, common: common(species), own: at(threshold ?? 0.5) },
        at: thresholds.map(at),
      })),
      ...{ notes: [], elapsedSeconds: 0.4 },
    };
  }

  found(): ApplyHeadResult {
    return {
      ...{ runId: 42, recordings: 480, skipped: 0, windows: 9_600, detections: 349 },
      ...{ counts: null, notes: [], elapsedSeconds: 0.8 },
    };
  }

  query({ select, where = {}, by = [] }: QueryRequest): unknown {
    if (select === "counts") {
      if (by.length === 0) return page([{ recordings: this.labelled.length === 0 ? 0 : 24 }]);
      return page(
        this.labelled.flatMap(([species, right, wrong, recordings]) => [
          { species, common: common(species), verdict: "YES", labels: right, recordings },
          { species, common: common(species), verdict: "NO", labels: wrong, recordings: 1 },
        ]),
      );
    }
    if (select === "models") return page([{ modelId: 1, name: BASE, recordings: this.analysed }]);
    if (select === "recordings") {
      const ids = (where.recordingId as { in: number[] }).in;
      return page(
        ids.map((recordingId) => ({
          ...{ recordingId, sampleRate: 48_000, duration: 60, missingSince: null },
          ...{ start: "2026-03-12T05:00:00", site: `Tapir-0${String(1 + (recordingId % 4))}` },
        })),
      );
    }
    return page([]);
  }

  annotate({ annotations, labeler }: Methods["annotate"]["params"]): unknown {
    const batchId = ++this.#batch;
    for (const each of annotations ?? []) {
      this.said.push({ ...each, labeler: labeler?.name ?? "someone" });
    }
    return { batchId, count: annotations?.length ?? 0, annotations: [], notes: [] };
  }

  remove({ name, version, dryRun = false }: Methods["heads/remove"]["params"]): unknown {
    const head = this.heads.find((each) => each.name === name);
    const gone = (head?.versions ?? []).filter(
      ({ versionId }) => version === undefined || versionId === version,
    );
    const left = (head?.versions ?? []).filter((each) => !gone.includes(each));
    const inUse = left.find((each) => each.inUse)?.number ?? left[0]?.number ?? null;
    if (!dryRun && head !== undefined) {
      Object.assign(head, { inUse, versions: left });
      for (const each of left) each.inUse = each.number === inUse;
      this.heads = this.heads.filter(({ versions }) => versions.length > 0);
    }
    const removed = gone.map(({ number, versionId }) => {
      return { number, versionId, runs: 2, runIds: [41, 42], detections: 812 };
    });
    return { name, dryRun, removed, inUse, bytes: 34_000 * gone.length };
  }

  script(more: Script = {}): Script {
    return {
      query: (asked) => this.query(asked),
      annotate: (asked) => this.annotate(asked),
      "annotations/undo": ({ batchId }) => {
        this.#undone.add(batchId ?? 0);
        return { batchId, annotations: 1 };
      },
      "annotations/redo": ({ batchId }) => ({ batchId, annotations: 1 }),
      "models/list": () => ({
        models: [
          INSTALLED,
          PERCH,
          ...this.heads.map(({ name, title }) => ({ ...INSTALLED, name, title, base: BASE })),
        ],
        notes: [],
      }),
      "models/switch": ({ name, versionId }) => {
        const head = this.heads.find((each) => each.name === name);
        for (const each of head?.versions ?? []) {
          each.inUse = each.versionId === versionId;
          if (each.inUse && head !== undefined) head.inUse = each.number;
        }
        return { name };
      },
      "heads/list": () => ({ heads: this.heads }),
      "heads/train": (asked) => this.plan(asked),
      "heads/suggest": (asked) => this.suggest(asked),
      "heads/compare": (asked) => this.compare(asked),
      "heads/apply": (asked) => this.counts(asked),
      "heads/remove": (asked) => this.remove(asked),
      "heads/rename": ({ name, to }) => {
        for (const each of this.heads) if (each.name === name) each.name = each.title = to;
        return { name: to, before: name, versions: 1, recordings: 24 };
      },
      "heads/export": ({ name, destination }) => ({
        ...{ path: `${destination}/${name.replace("@", "-")}.linnet-head`, name, number: 1 },
        ...{ versionId: "0aa", bytes: 34_000 },
      }),
      "heads/import": () => {
        const version = this.grow("frogs");
        return { name: "frogs", added: true, licence: "CC BY 4.0", version };
      },
      "jobs.start": (values) => {
        const [asked] = values as unknown as [(typeof this.started)[number]];
        this.started.push(asked);
        return { id: 7 };
      },
      "jobs.cancel": () => null,
      "names/search": () => ({
        names: [OWL, CRESTED, PYGMY].map((species) => ({
          ...{ species, common: common(species), inCatalog: true, detections: 9, expected: false },
          ...{ code: null, models: [] },
        })),
        ...{ total: 3, notes: [] },
      }),
      "memos/get": ({ key }) => ({ key, value: null, revision: 0 }),
      "memos/set": ({ key, value }) => ({ key, value, revision: 1 }),
      ...more,
    };
  }

  /** Steps that were taken back. */
  get undone(): number {
    return this.#undone.size;
  }
}
