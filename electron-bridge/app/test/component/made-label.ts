/** A made recording of an hour: labels and detections that answer as the engine does. */
import type {
  AnnotationRow,
  DetectionRow,
  Methods,
  NewAnnotation,
  QueryRequest,
} from "@linnet/electron-bridge/generated/contract.js";
import { madeMedia, silence } from "./made-detections.js";
import { INSTALLED, PERCH } from "./models-list.js";
import { Refusal, type Script } from "./scripted.js";

export const SECONDS = 3600;
export const OWL = "Strix virgata";
export const TIT = "Parus major";

const RECORDING = {
  ...{ recordingId: 7, deploymentId: 1, path: "/media/ana/CARD7/20260314_050000.WAV" },
  ...{ start: "2026-03-14T05:00:00", duration: SECONDS, sampleRate: 48_000, channels: 1 },
  ...{ container: "WAV", encoding: "PCM_16", recorder: "SM4", serial: "S4A01", gain: null },
  ...{ batteryVolts: null, temperatureCelsius: null, latitude: null, longitude: null },
  ...{ site: "Tapir-03", survey: "Manu 2026", missingSince: null as string | null },
};

type Label = AnnotationRow;
type Compared = { lt?: number; gt?: number } | undefined;

const NONE = { nextCursor: null, prevCursor: null, before: 0, marks: [], notes: [] };

export class MadeRecording {
  readonly recording = { ...RECORDING };
  labels: Label[] = [];
  detections: DetectionRow[] = [];
  #batches: Label[][] = [];
  #undone: Label[][] = [];
  #last = 0;

  /** A person's label; null frequencies mean all of them. */
  label(species: string, start: number, end: number, hz: [number, number] | null = null): this {
    this.#put({ species, start, end, lowHz: hz?.[0] ?? null, highHz: hz?.[1] ?? null });
    return this;
  }

  heard(species: string, start: number, confidence: number): this {
    const detectionId = this.detections.length + 1;
    const row: Partial<DetectionRow> = {
      ...{ detectionId, annotationId: 1000 + detectionId, regionId: 1000 + detectionId },
      ...{ recordingId: 7, path: RECORDING.path, species, common: null, start, end: start + 3 },
      ...{ confidence, verified: "UNVERIFIED", verdictBy: null, verdictAt: null },
      ...{ correctedTo: null, comment: null, lowHz: null, highHz: null, model: "BirdNET" },
    };
    this.detections.push(row as DetectionRow);
    return this;
  }

  #put(some: Partial<Label>): Label {
    const annotationId = ++this.#last;
    const row: Label = {
      ...{ annotationId, regionId: annotationId, recordingId: 7, path: RECORDING.path },
      ...{ start: 0, end: 1, species: null, common: null, probability: null, verified: "YES" },
      ...{ labeler: "Ana Quispe", isHuman: 1, model: null, annotatedAt: "2026-11-28T21:14:00Z" },
      ...{ mostRecent: 1, comment: null, lowHz: null, highHz: null, batchId: null, replaced: null },
      ...some,
    };
    this.labels.push(row);
    return row;
  }

  query({ select, where = {}, orderBy = [], limit = 100 }: QueryRequest): unknown {
    const page = (rows: readonly object[]): unknown => ({
      ...NONE,
      ...{ rows: rows.slice(0, limit), total: rows.length, totalExact: true },
    });
    const begun = <Row extends { start: number; end: number }>(rows: readonly Row[]): Row[] => {
      const [start, end] = [where.start as Compared, where.end as Compared];
      const found = rows
        .filter((row) => row.start < (start?.lt ?? Infinity) && row.start > (start?.gt ?? -1))
        .filter((row) => row.end > (end?.gt ?? -1))
        .toSorted((one, other) => one.start - other.start);
      return orderBy[0]?.startsWith("-") === true ? found.reverse() : found;
    };
    if (select === "recordings") return page(this.#recordings(where));
    if (select === "detections") return page(begun(this.detections));
    if (select === "annotations") return page(begun(this.labels));
    if (select === "species") return page([]);
    return page([]);
  }

  #recordings({ recordingId, path }: NonNullable<QueryRequest["where"]>): object[] {
    const counts = { detections: this.detections.length, annotations: this.labels.length };
    const all = [
      { ...this.recording, ...counts },
      {
        ...this.recording,
        ...counts,
        recordingId: 8,
        path: "/media/ana/CARD7/20260314_060000.WAV",
      },
    ];
    const { gt, lt, contains } = (path ?? {}) as { gt?: string; lt?: string; contains?: string };
    return all
      .filter((each) => recordingId === undefined || each.recordingId === recordingId)
      .filter((each) => each.path > (gt ?? "") && (lt === undefined || each.path < lt))
      .filter((each) => each.path.includes(contains ?? ""));
  }

  annotate({ annotations, labeler }: Methods["annotate"]["params"]): unknown {
    const before = this.#kept();
    const made = (annotations ?? []).map((each) => this.#decide(each, labeler?.name ?? "someone"));
    this.#batches.push(before);
    this.#undone = [];
    return {
      ...{ batchId: this.#batches.length, count: made.length, notes: [] },
      annotations: made.map((annotationId) => ({
        ...{ annotationId, regionId: annotationId, recordingId: 7, replaced: null },
      })),
    };
  }

  #kept(): Label[] {
    return this.labels.map((each) => ({ ...each }));
  }

  #decide(said: NewAnnotation, labeler: string): number {
    const { annotationId, detectionId, withdraw, ...more } = said;
    const values = Object.fromEntries(Object.entries(more).filter(([, value]) => value !== null));
    if (detectionId != null) {
      const row = this.detections.find((each) => each.detectionId === detectionId);
      if (row !== undefined) Object.assign(row, { ...values, verdictBy: labeler });
      return 2000 + detectionId;
    }
    const old = this.labels.find((each) => each.annotationId === annotationId);
    this.labels = this.labels.filter((each) => each !== old);
    if (withdraw === true) return annotationId ?? 0;
    return this.#put({ ...old, ...values, labeler, annotationId: this.#last + 1 }).annotationId;
  }

  #step(way: "undo" | "redo"): unknown {
    const [from, to] =
      way === "undo" ? [this.#batches, this.#undone] : [this.#undone, this.#batches];
    const before = from.pop();
    if (before === undefined) throw new Refusal("InvalidParams", `There is nothing to ${way}.`);
    to.push(this.#kept());
    this.labels = before;
    return { batchId: 1, annotations: 1 };
  }

  script(some: Script = {}): Script {
    return {
      query: (asked) => this.query(asked),
      annotate: (asked) => this.annotate(asked),
      "annotations/undo": () => this.#step("undo"),
      "annotations/redo": () => this.#step("redo"),
      "memos/get": () => ({ value: null }),
      "memos/set": () => ({}),
      "names/search": ({ text }) => ({ names: named(text), total: 2, notes: [] }),
      overview: ({ width, height = 64 }) => ({
        ...{ data: strip(width, height), peaks: "", width, height, minDb: -120, maxDb: 0 },
        ...{ highHz: 24_000, seconds: SECONDS, silentSeconds: 0, columnSeconds: 2 },
        ...{ kept: true, trouble: null },
      }),
      "models/list": () => ({ models: [INSTALLED, { ...PERCH, installed: true }], notes: [] }),
      waveform: ({ start, end, width }) => ({
        ...{ peaks: peaks(start, end, width), width, ofOverview: end - start > 600 },
      }),
      ...some,
    };
  }
}

function named(text: string): object[] {
  return [OWL, TIT]
    .filter((species) => species.toLowerCase().includes(text.toLowerCase()))
    .map((species) => ({
      ...{ species, common: null, inCatalog: true, detections: 3, expected: false },
    }));
}

/** Soft at 1 % of full scale; at half of it from 10 s to 12 s, and beyond it at 20 s. */
function peaks(start: number, end: number, width: number): string {
  const made = Buffer.alloc(4 * width);
  for (let column = 0; column < width; column++) {
    const second = Math.floor(start + ((column + 0.5) * (end - start)) / width);
    const level = second === 20 ? 1 : second === 10 || second === 11 ? 0.5 : 0.01;
    made.writeInt16LE(Math.round(-32_767 * level), 4 * column);
    made.writeInt16LE(Math.round(32_767 * level), 4 * column + 2);
  }
  return made.toString("base64");
}

function strip(width: number, height: number): string {
  const levels = Buffer.alloc(width * height);
  for (let at = 0; at < levels.length; at++) levels[at] = 40 + ((at * 7919) % 61);
  return levels.toString("base64");
}

/** Sound of the recording's own rate for as long as it is asked for: it goes on until it is stopped. */
export function soundOfLabel(address: string): Buffer | undefined {
  const [, start, end] = /clip\/\d+\/([\d.]+)-([\d.]+)/.exec(address) ?? [];
  return start === undefined
    ? madeMedia(address)
    : silence(Number(end) - Number(start), RECORDING.sampleRate);
}
