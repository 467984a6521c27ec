/** A catalog of made detections that answers as the engine does: pages by cursor, values, marks. */
import type {
  Methods,
  NewAnnotation,
  QueryRequest,
} from "@linnet/electron-bridge/generated/contract.js";
import type { Script } from "./scripted.js";

type Value = string | number | null;
export type Made = Record<string, Value> & { detectionId: number };

export const SPECIES = [
  ["Strix virgata", "Mottled Owl"],
  ["Megascops watsonii", "Tawny-bellied Screech-Owl"],
  ["Pulsatrix perspicillata", "Spectacled Owl"],
  ["Crypturellus undulatus", "Undulated Tinamou"],
  ["Micrastur ruficollis", "Barred Forest-Falcon"],
] as const;

function made(id: number): Made {
  const [species, common] = SPECIES[(id * 7) % SPECIES.length] ?? SPECIES[0];
  const minute = (id * 37) % (20 * 24 * 60);
  const two = (value: number): string => String(value).padStart(2, "0");
  const day = `2026-03-${two(1 + Math.floor(minute / 1440))}`;
  const hour = `${two(Math.floor((minute % 1440) / 60))}:${two(minute % 60)}:${two(id % 60)}`;
  const start = (id * 3) % 57;
  const clock = (minute % 1440) / 60;
  const [fromRise, fromSet] = [clock - 6, clock > 6 ? clock - 18 : clock + 6];
  const isDay = clock >= 6 && clock < 18;
  const isDusk = Math.min(Math.abs(fromRise), Math.abs(fromSet)) < 0.4;
  return {
    detectionId: id,
    annotationId: id,
    regionId: id,
    recordingId: Math.ceil(id / 10),
    path: `/media/ana/CARD7/20260312_${String(Math.ceil(id / 10))}.WAV`,
    recordedAt: `${day}T${hour}`,
    heardAt: `${day}T${hour}`,
    utcOffset: "-05:00",
    // The sun rises at six and sets at eighteen.
    hoursFromSunrise: fromRise > 12 ? fromRise - 24 : fromRise,
    hoursFromSunset: fromSet,
    sun: isDay ? "day" : isDusk ? "twilight" : "night",
    moonIlluminated: 0.43,
    start,
    end: start + 3,
    lowHz: null,
    highHz: null,
    channel: null,
    species,
    common,
    confidence: 0.25 + ((id * 61) % 740) / 1000,
    occurrence: 0.4,
    verified: "UNVERIFIED",
    verdictBy: null,
    verdictAt: null,
    correctedTo: null,
    comment: null,
    site: `Tapir-0${String(1 + (id % 4))}`,
    survey: "Manu 2026",
    recorder: "AM 24F3",
    sampleRate: 48_000,
    recordingSeconds: 60,
    missingSince: id % 97 === 0 ? "2026-03-20T00:00:00Z" : null,
    model: "BirdNET 2.4",
    runId: 41,
  };
}

const number = (value: unknown): number => (value === null ? -Infinity : Number(value));

function passes(row: Made, where: QueryRequest["where"] = {}): boolean {
  return Object.entries(where).every(([field, condition]) => {
    const value =
      field === "timeOfDay"
        ? Number(String(row.heardAt).slice(11, 13)) + Number(String(row.heardAt).slice(14, 16)) / 60
        : field === "date"
          ? String(row.heardAt).slice(0, 10)
          : (row[field] ?? null);
    if (Array.isArray(condition)) return condition.includes(value);
    if (typeof condition !== "object" || condition === null) return value === condition;
    const { eq, in: many, ge, le, gt, lt, between } = condition;
    const compare = (other: unknown): number =>
      typeof value === "string"
        ? value.localeCompare(String(other))
        : number(value) - number(other);
    if (between) {
      const [low, high] = between;
      const crosses = field === "timeOfDay" && Number(low) > Number(high);
      return crosses
        ? compare(low) >= 0 || compare(high) <= 0
        : compare(low) >= 0 && compare(high) <= 0;
    }
    return (
      (eq == null || value === eq) &&
      (many == null || many.includes(value)) &&
      (ge == null || compare(ge) >= 0) &&
      (le == null || compare(le) <= 0) &&
      (gt == null || compare(gt) > 0) &&
      (lt == null || compare(lt) < 0)
    );
  });
}

/** Rows by an order, ties by id, as the engine orders them. */
export function ordered(
  rows: readonly Made[],
  [order = "detectionId"]: readonly string[] = [],
): Made[] {
  const field = order.replace(/^-/, "");
  const way = order.startsWith("-") ? -1 : 1;
  const by = (one: Made, other: Made): number => {
    const [a, b] = [one[field] ?? null, other[field] ?? null];
    if (a === b) return 0;
    if (a === null) return -1;
    if (b === null) return 1;
    return a < b ? -1 : 1;
  };
  return [...rows].sort(
    (one, other) => way * (by(one, other) || one.detectionId - other.detectionId),
  );
}

export class MadeCatalog {
  readonly rows: Made[];
  /** Species that models know and no row has. */
  others: { species: string; common: string; expected: boolean }[] = [];
  readonly memos = new Map<string, { value: unknown; revision: number }>();
  #batch = 0;
  readonly #before = new Map<number, Made[]>();
  readonly #after = new Map<number, Made[]>();

  /** `page`: the most rows of one answer, whatever was asked for. */
  constructor(
    many = 10_000,
    private readonly page = Infinity,
  ) {
    this.rows = Array.from({ length: many }, (_, at) => made(at + 1));
  }

  /** More detections, as a run adds them. */
  add(many: number): void {
    const from = this.rows.length + 1;
    for (let each = 0; each < many; each++) this.rows.push(made(from + each));
  }

  query(asked: QueryRequest): Methods["query"]["result"] {
    const { select, where, cursor, at, before = 0, marks, orderBy } = asked;
    const limit = Math.min(asked.limit ?? 100, this.page);
    const none = { rows: [], nextCursor: null, prevCursor: null, before: 0, marks: [], notes: [] };
    const empty = { ...none, total: 0, totalExact: true } as unknown as Methods["query"]["result"];
    if (select === "counts") return { ...empty, ...this.#counts(asked) };
    if (select === "batches") {
      const made = this.#before.get(Number(where?.batchId))?.length ?? 0;
      return { ...empty, rows: [{ annotations: made }] as never[], total: 1 };
    }
    if (select === "runs") return { ...empty, total: 1 };
    if (select === "sites") {
      const sites = [1, 2, 3, 4].map((siteId) => ({
        ...{ siteId, site: `Tapir-0${String(siteId)}` },
        // The last one has no coordinates.
        ...{ latitude: siteId < 4 ? -11.8 - siteId / 50 : null, longitude: -71.4 + siteId / 40 },
      }));
      return { ...empty, rows: sites as never[], total: 4 };
    }
    if (select === "species") {
      const rows = SPECIES.filter(
        ([species]) => !Array.isArray(where?.species) || where.species.includes(species),
      ).map(([species, common]) => ({ species, common, detections: 1 }));
      return { ...empty, rows: rows as never[], total: rows.length };
    }
    if (select === "similar") {
      const rows = this.#similar(asked);
      return { ...empty, rows: rows as never[], total: rows.length };
    }
    if (select !== "detections") return empty;
    const all = ordered(
      this.rows.filter((row) => passes(row, where)),
      orderBy,
    );
    const count = { total: Math.min(all.length, 10_000), totalExact: all.length <= 10_000 };
    const field = (orderBy?.[0] ?? "").replace(/^-/, "");
    if (marks != null) {
      const number = Math.min(marks, all.length);
      const made = Array.from({ length: number }, (_, mark) => {
        const row = Math.floor((mark * (all.length - 1)) / Math.max(1, number - 1));
        return { row, cursor: `f${String(row)}`, values: { [field]: all[row]?.[field] ?? null } };
      });
      return { ...empty, ...count, total: all.length, totalExact: true, marks: made };
    }
    let from = cursor == null ? 0 : Number(cursor.slice(1));
    if (cursor?.startsWith("b")) from = Math.max(0, from - limit);
    let earlier = 0;
    if (at != null) {
      const value = at[field] ?? null;
      const way = orderBy?.[0]?.startsWith("-") ? -1 : 1;
      const reached = all.findIndex((row) => {
        const its = row[field] ?? null;
        if (its === null || value === null) return its === value;
        return its === value || (its < value ? -1 : 1) * way > 0;
      });
      const place = reached < 0 ? all.length : reached;
      from = Math.max(0, place - before);
      earlier = place - from;
    }
    const end = cursor?.startsWith("b") ? Number(cursor.slice(1)) : from + limit;
    return {
      ...empty,
      ...count,
      rows: all.slice(from, end) as never[],
      nextCursor: end < all.length ? `f${String(end)}` : null,
      prevCursor: from > 0 ? `b${String(from)}` : null,
      before: earlier,
    };
  }

  /** The rows after the asked one, as the nearest windows; every third of them has no detection. */
  #similar({ like, k = 10 }: QueryRequest): object[] {
    const none = { detectionId: null, species: null, common: null, confidence: null };
    const from = this.rows.findIndex((row) => row.detectionId === like?.detectionId) + 1;
    return this.rows.slice(from, from + k).map((row, at) => ({
      ...row,
      ...{ windowSetId: row.recordingId, similarity: 0.99 - at / 50 },
      ...(at % 3 === 2 && { ...none, verified: null }),
    }));
  }

  #counts({ where, by = [] }: QueryRequest): object {
    const sums = new Map<string, Record<string, Value>>();
    for (const row of this.rows.filter((each) => passes(each, where))) {
      const keys = Object.fromEntries(
        by.map((key) => [
          key,
          key === "score"
            ? Math.floor((Number(row.confidence) + 1e-9) * 20) / 20
            : key === "date"
              ? String(row.heardAt).slice(0, 10)
              : (row[key] ?? null),
        ]),
      );
      const name = JSON.stringify(keys);
      const sum = sums.get(name) ?? {
        ...keys,
        common: row.common ?? null,
        detections: 0,
        confirmed: 0,
      };
      sum.detections = Number(sum.detections) + 1;
      sum.maxScore = Math.max(Number(sum.maxScore ?? 0), Number(row.confidence));
      sums.set(name, sum);
    }
    return { rows: [...sums.values()], total: sums.size };
  }

  annotate(asked: Methods["annotate"]["params"]): unknown {
    const { labeler, dryRun = false } = asked;
    const decisions = asked.annotations ?? this.#chosen(asked);
    if (dryRun) return { batchId: null, count: decisions.length, annotations: [], notes: [] };
    const batchId = ++this.#batch;
    const changed = decisions.map(({ detectionId, verified, species, comment }) => {
      const at = this.rows.findIndex((row) => row.detectionId === detectionId);
      const row = this.rows[at];
      if (row === undefined) throw new Error("no such detection");
      this.rows[at] = {
        ...row,
        verified: species == null ? (verified ?? "YES") : "NO",
        correctedTo: species ?? null,
        comment: comment === undefined ? (row.comment ?? null) : comment || null,
        verdictBy: labeler?.name ?? "someone",
        verdictAt: "2026-04-01T10:00:00Z",
      };
      return row;
    });
    this.#before.set(batchId, changed);
    const after = changed.map(({ detectionId }) => this.rows[detectionId - 1]);
    this.#after.set(
      batchId,
      after.filter((row) => row !== undefined),
    );
    return { batchId, count: changed.length, annotations: [], notes: [] };
  }

  /** The decisions that a filter stands for. */
  #chosen({
    where,
    except = [],
    verified = null,
    comment,
  }: Methods["annotate"]["params"]): NewAnnotation[] {
    const left = new Set(except);
    return this.rows
      .filter((row) => passes(row, where ?? {}) && !left.has(row.detectionId))
      .map(({ detectionId }) => ({ detectionId, verified, ...(comment != null && { comment }) }));
  }

  undo(batchId: number): unknown {
    const before = this.#before.get(batchId) ?? [];
    for (const row of before) this.rows[row.detectionId - 1] = row;
    return { batchId, annotations: before.length };
  }

  /** The row's own species is named, one is too faint and one is not expected. */
  explain(detectionId: number): Methods["explain"]["result"] {
    const row = this.rows[detectionId - 1];
    const species = String(row?.species);
    const place = { occurrence: 0.001, knownToRange: true };
    const best = { common: null, start: 0, end: 3, threshold: 0.1, ...place };
    return {
      ...{ recordingId: Number(row?.recordingId), model: "birdnet-v2.4", runId: 1, windows: 1 },
      ...{ quietWindows: 0, said: null },
      species: [
        { ...best, species, score: 0.9, dropped: [] },
        { ...best, species: "Lophostrix cristata", score: 0.07, dropped: ["threshold"] },
        {
          ...best,
          species: "Glaucidium brasilianum",
          score: 0.05,
          dropped: ["place", "threshold"],
        },
      ],
    };
  }

  redo(batchId: number): unknown {
    const after = this.#after.get(batchId) ?? [];
    for (const row of after) this.rows[row.detectionId - 1] = row;
    return { batchId, annotations: after.length };
  }

  /** Names of the species of these rows, and of others that no row has. */
  names({
    text,
    limit = 20,
    inCatalog = false,
    recordingId = null,
  }: Methods["names/search"]["params"]): Methods["names/search"]["result"] {
    const detections = (species: string): number =>
      this.rows.filter((row) => row.species === species).length;
    const here = SPECIES.map(([species, common]) => ({
      ...{ species, common, inCatalog: true, detections: detections(species), expected: false },
    })).sort((one, other) => other.detections - one.detections);
    const others = this.others.map((each) => ({
      ...{ ...each, inCatalog: false, detections: 0 },
      expected: each.expected && recordingId !== null,
    }));
    const rest = others.sort((one, other) => Number(other.expected) - Number(one.expected));
    const found = [...here, ...(inCatalog ? [] : rest)].filter(({ species, common }) =>
      [species, common].some((name) => name.toLowerCase().includes(text.toLowerCase())),
    );
    const names = found.slice(0, limit).map((each) => ({ ...each, code: null, models: [] }));
    return { names, total: found.length, notes: [] };
  }

  /** What the page asks, answered from these rows. */
  script(more: Script = {}): Script {
    return {
      query: (asked) => this.query(asked),
      annotate: (asked) => this.annotate(asked),
      "annotations/undo": ({ batchId }) => this.undo(batchId ?? 0),
      explain: ({ detectionId }) => this.explain(detectionId ?? 0),
      "annotations/redo": ({ batchId }) => this.redo(batchId ?? 0),
      "names/search": (asked) => this.names(asked),
      "memos/list": ({ prefix = "" }) => ({
        memos: [...this.memos.entries()]
          .filter(([key]) => key.startsWith(prefix))
          .map(([key, { revision }]) => ({ key, revision, bytes: 1, changedAt: "" })),
      }),
      "memos/get": ({ key }) => ({
        key,
        value: this.memos.get(key)?.value ?? null,
        revision: this.memos.get(key)?.revision ?? 0,
      }),
      "memos/set": ({ key, value }) => {
        const revision = (this.memos.get(key)?.revision ?? 0) + 1;
        if (value === null) this.memos.delete(key);
        else this.memos.set(key, { value, revision });
        return { key, revision };
      },
      ...more,
    };
  }
}

/** Pictures of noise with a call in the middle, and a second of silence as sound. */
export function madeMedia(address: string): Buffer | undefined {
  const [, width, height] = /picture\/\d+\/[\d.-]+\/(\d+)x(\d+)/.exec(address) ?? [];
  if (width !== undefined && height !== undefined) return picture(Number(width), Number(height));
  return address.includes("clip/") ? silence() : undefined;
}

function picture(width: number, height: number): Buffer {
  const levels = Buffer.alloc(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const noise = (x * 7919 + y * 104_729 + x * y * 31) % 40;
      const call = Math.abs(y / height - 0.7 + 0.1 * Math.sin(x / 6)) < 0.04 ? 140 : 0;
      levels[y * width + x] = 40 + noise + (x > width * 0.35 && x < width * 0.65 ? call : 0);
    }
  }
  return levels;
}

/** The same with sounds that go on until somebody stops them. */
export function longMedia(address: string): Buffer | undefined {
  return address.includes("clip/") ? silence(300) : madeMedia(address);
}

export function silence(seconds = 1, rate = 8_000): Buffer {
  const bytes = 2 * Math.round(rate * seconds);
  const wav = Buffer.alloc(44 + bytes);
  wav.write("RIFF", 0);
  wav.writeUInt32LE(36 + bytes, 4);
  wav.write("WAVEfmt ", 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write("data", 36);
  wav.writeUInt32LE(bytes, 40);
  return wav;
}
