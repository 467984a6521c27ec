/** Made samples: clips of made detections, judged as the engine does, with estimates of plain shares. */
import type {
  DrawSampleRequest,
  DrawSampleResult,
  EstimateResult,
  EstimatedSpecies,
  Methods,
  NewAnnotation,
  NextItemsResult,
  QueryRequest,
  SampleItemRow,
  SampleRow,
  ThresholdRow,
  WithheldNumber,
} from "@linnet/electron-bridge/generated/contract.js";
import { Refusal, type Script } from "./scripted.js";

export const OWL = "Megascops watsonii";
const COMMON = "Tawny-bellied Screech-Owl";

type Item = SampleItemRow;

const FLOOR = 0.25;
/** Clips that a new catalog holds of a species. */
const DETECTIONS = 1_204;
/** Fewer verdicts give no number. */
const LEAST = 20;

function item(sampleId: number, species: string, at: number): Item {
  const place = at + 1;
  const minute = (place * 37) % (20 * 24 * 60);
  const two = (value: number): string => String(value).padStart(2, "0");
  const day = two(1 + Math.floor(minute / 1440));
  const hour = `${two(Math.floor((minute % 1440) / 60))}:${two(minute % 60)}:00`;
  const start = (place * 3) % 57;
  const confidence = FLOOR + ((place * 61) % 740) / 1000;
  return {
    ...{ itemId: sampleId * 10_000 + place, sampleId, sample: `Sample ${String(sampleId)}` },
    ...{ species, common: species === OWL ? COMMON : null, rank: place },
    ...{ batch: place <= 30 ? 1 : place <= 60 ? 2 : 3, band: place % 5, weight: 1 },
    ...{ start, end: start + 3, confidence, logit: Math.log(confidence / (1 - confidence)) },
    ...{ recordingId: place, path: `/media/ana/CARD7/2026_${String(place)}.WAV` },
    ...{ recordedAt: `2026-03-${day}T${hour}`, deploymentId: 1 + (place % 4) },
    ...{ site: `Tapir-0${String(1 + (place % 4))}`, missingSince: null },
    ...{ state: "waiting", verified: "UNVERIFIED", verdictBy: null, verdictAt: null },
    correctedTo: null,
    ...{ skippedAt: null, skippedBecause: null, skipReason: null },
    ...{ inclusion: 0.1, unit: `Tapir-0${String(1 + (place % 4))} 2026-03-${day}` },
  };
}

/** Detections that are right, two of each of three sites but for one. */
function right(besides: unknown): object[] {
  const not = (besides as { ne?: unknown } | undefined)?.ne;
  return Array.from({ length: 8 }, (_, at) => {
    const { recordedAt, start, end, path, ...more } = item(1, OWL, 300 + at);
    return {
      ...{ detectionId: 900 + at, recordingId: more.recordingId, path, start, end },
      ...{ site: more.site, confidence: 0.98 - at / 100, heardAt: recordedAt, utcOffset: null },
      ...{ sampleRate: 48_000, recordingSeconds: 60, channel: null, highHz: null },
      ...{ missingSince: null, species: OWL, verified: "YES" },
    };
  }).filter(({ site }) => site !== not);
}

/** Windows of other recordings, the nearest first; each third has another species in it. */
function similar({ like, k = 10 }: QueryRequest): object[] {
  return Array.from({ length: k }, (_, at) => {
    const place = 500 + at + (like?.recordingId ?? 0);
    const { recordedAt, start, end, missingSince, path } = item(1, OWL, place);
    const isOwl = at % 3 !== 2;
    return {
      ...{ windowSetId: place, recordingId: place, path, recordedAt, heardAt: recordedAt },
      ...{ utcOffset: null, sampleRate: 48_000, recordingSeconds: 60, missingSince, start, end },
      ...{
        channel: null,
        similarity: Math.max(0, 0.99 - at / 100),
        distance: null,
        detectionId: null,
      },
      ...{ species: isOwl ? OWL : "Strix virgata", common: null, confidence: 0.71 },
      verified: "UNVERIFIED",
    };
  });
}

export class MadeSamples {
  readonly samples: SampleRow[] = [];
  readonly items: Item[] = [];
  /** Annotations of people, the newest last. */
  readonly said: (NewAnnotation & { labeler: string })[] = [];
  readonly #before = new Map<number, Item[]>();
  readonly #after = new Map<number, Item[]>();
  #batch = 0;

  /** Add a sample of so many clips of each species. */
  add(name: string, members: number, ...species: string[]): SampleRow {
    const sampleId = this.samples.length + 1;
    const chosen = species.length === 0 ? [OWL] : species;
    const made: SampleRow = {
      ...{ sampleId, name, seed: 512, purpose: "estimate", model: "BirdNET", version: "2.4" },
      ...{ species: chosen.join(", "), unit: "siteDay", shown: "rank" },
      rule: {
        ...{ species: chosen, n: members, bands: 3, design: { bands: 3 }, runIds: [3] },
        where: { site: ["Tapir-01"], date: { ge: "2026-03-01" }, month: 3 },
      },
      ...{ members: members * chosen.length, skipped: 0, batches: 3, looks: 0 },
      ...{ drawnAt: "2026-11-28T21:14:00Z", drawnBy: "Ana Quispe" },
    };
    this.samples.push(made);
    for (let at = 0; at < members * chosen.length; at++) {
      this.items.push(item(sampleId, chosen[at % chosen.length] ?? OWL, at));
    }
    return made;
  }

  of(sampleId: number): Item[] {
    return this.items.filter((each) => each.sampleId === sampleId);
  }

  /** Judge the first clips of a sample: of ten, eight are right. */
  judged(sampleId: number, many: number, by = "Ana Quispe"): this {
    this.of(sampleId)
      .slice(0, many)
      .forEach((each, at) => {
        const verified = at % 10 === 3 ? "NO" : at % 10 === 8 ? "UNSURE" : "YES";
        Object.assign(each, { verified, state: "judged", verdictBy: by });
      });
    return this;
  }

  query(asked: QueryRequest): unknown {
    const { select, where = {}, cursor, limit = 100 } = asked;
    const none = { nextCursor: null, prevCursor: null, before: 0, marks: [], notes: [] };
    const page = (all: readonly object[]): unknown => {
      const from = Number(cursor ?? 0);
      const end = from + limit;
      const nextCursor = end < all.length ? String(end) : null;
      const rows = all.slice(from, end);
      return { ...none, rows, nextCursor, total: all.length, totalExact: true };
    };
    const wanted = where.sampleId;
    if (select === "samples") {
      return page(
        this.samples
          .filter((each) => wanted === undefined || each.sampleId === wanted)
          .toReversed(),
      );
    }
    if (select === "sites")
      return page([
        { siteId: 1, site: "Tapir-01" },
        { siteId: 2, site: "Tapir-02" },
      ]);
    if (select === "runs") {
      const startedAt = "2026-03-20T09:12:00Z";
      return page([3, 2].map((runId) => ({ runId, model: "BirdNET", startedAt })));
    }
    if (select === "sampleItems") return page(this.of(Number(wanted)));
    if (select === "recordings") {
      const ids = (where.recordingId as { in: number[] }).in;
      return page(ids.map((recordingId) => ({ recordingId, sampleRate: 48_000, duration: 60 })));
    }
    if (select === "annotations") {
      const of = where.recordingId as number | { in: number[] };
      const isOf = (id: number): boolean =>
        typeof of === "number" ? id === of : of.in.includes(id);
      const mine = this.said.filter(
        ({ recordingId, species }) =>
          isOf(recordingId ?? 0) && (where.species === undefined || where.species === species),
      );
      return page(
        mine.toReversed().map((each, at) => ({
          ...{ recordingId: each.recordingId, start: each.start, end: each.end },
          ...{ annotationId: 100 - at, species: each.species ?? null, common: null },
          ...{ verified: each.verified ?? "YES", comment: each.comment ?? null },
          ...{ labeler: each.labeler, annotatedAt: "2026-11-28T21:14:00Z", isHuman: 1 },
        })),
      );
    }
    if (select === "similar") return page(similar(asked));
    if (select === "detections" && where.verified === "YES") return page(right(where.site));
    if (select === "detections") return page([{ detectionId: 1 }]);
    return page([]);
  }

  annotate({ annotations, labeler }: Methods["annotate"]["params"]): unknown {
    const batchId = ++this.#batch;
    const changed: Item[] = [];
    const others = (annotations ?? []).filter(({ verified }) => verified === "YES");
    for (const each of annotations ?? []) {
      this.said.push({ ...each, labeler: labeler?.name ?? "someone" });
      for (const found of this.items) {
        const isIt =
          found.recordingId === each.recordingId &&
          found.start === each.start &&
          found.species === each.species;
        if (!isIt) continue;
        changed.push({ ...found });
        const verified = each.verified ?? "YES";
        const state = verified === "UNVERIFIED" ? "waiting" : "judged";
        const other = others.find(
          ({ recordingId, start, species }) =>
            recordingId === each.recordingId && start === each.start && species !== each.species,
        );
        const correctedTo = verified === "NO" ? (other?.species ?? null) : null;
        const verdictBy = labeler?.name ?? "someone";
        Object.assign(found, { verified, state, verdictBy, correctedTo });
      }
    }
    this.#before.set(batchId, changed);
    return { batchId, count: annotations?.length ?? 0, annotations: [], notes: [] };
  }

  #swap(batchId: number, from: Map<number, Item[]>, to: Map<number, Item[]>): unknown {
    const rows = from.get(batchId) ?? [];
    const now: Item[] = [];
    for (const row of rows) {
      const at = this.items.findIndex(({ itemId }) => itemId === row.itemId);
      now.push({ ...this.items[at]! });
      this.items[at] = row;
    }
    to.set(batchId, now);
    return { batchId, annotations: rows.length };
  }

  next(sampleId: number): NextItemsResult {
    const all = this.of(sampleId);
    const number = (state: Item["state"]): number =>
      all.filter((each) => each.state === state).length;
    return {
      ...{ sampleId, name: this.samples[sampleId - 1]?.name ?? "", items: [] },
      ...{ members: all.length, judged: number("judged") },
      ...{ skipped: number("skipped"), waiting: number("waiting"), notes: [] },
    };
  }

  skip({ sampleId, items = [], restOf, unskip }: Methods["samples/skip"]["params"]): unknown {
    const all = this.of(sampleId ?? 0);
    const of = all.find(({ itemId }) => itemId === restOf);
    const unit = (each: Item): string =>
      `${each.species} ${String(each.site)} ${String(each.recordedAt).slice(0, 10)}`;
    const chosen = all.filter((each) =>
      of === undefined
        ? items.includes(each.itemId)
        : each.itemId !== restOf && unit(each) === unit(of),
    );
    const wanted = chosen.filter(({ state }) =>
      unskip === true ? state === "skipped" : state === "waiting",
    );
    for (const each of wanted) {
      each.state = unskip === true ? "waiting" : "skipped";
      each.skippedBecause = unskip === true ? null : (restOf ?? null);
    }
    return { items: wanted.map(({ itemId }) => itemId) };
  }

  draw(asked: DrawSampleRequest): DrawSampleResult {
    const { enlarge, species = [], n = 100, dryRun = false, floor, unitClips = null } = asked;
    const name = enlarge ?? asked.name ?? "";
    if (enlarge === undefined && this.samples.some((each) => each.name === name)) {
      throw new Refusal("InvalidParams", `There is a sample "${name}" already.`);
    }
    const grown = this.samples.find((each) => each.name === enlarge);
    const made = dryRun ? undefined : (grown ?? this.add(name, n, ...species));
    if (made !== undefined && unitClips !== null) {
      const design = { bands: 3, unit_clips: unitClips };
      Object.assign(made, { unit: asked.unit, rule: { ...made.rule, unitClips, design } });
    }
    const sampleId = made?.sampleId ?? null;
    const edges = [floor ?? FLOOR, 0.47, 0.68, 0.85, 0.94, 1];
    const strata = [612, 301, 164, 86, 41].map((windows, band) => ({
      ...{ band, stratum: null, low: edges[band] ?? 0, high: edges[band + 1] ?? 1 },
      ...{ windows, candidates: windows, n: Math.round(n / 5) },
    }));
    return {
      ...{ sampleId, name, seed: asked.seed ?? 512, notes: [] },
      added: n * (unitClips ?? 1),
      ...{
        seedFrom: asked.seed == null ? "name" : "request",
        purpose: "estimate",
        drawnUnit: unitClips === null ? null : (asked.unit ?? "siteDay"),
      },
      model: { name: "BirdNET", version: "2.4", sha256: "0".repeat(64), converter: "1" },
      species: (species.length > 0 ? species : [OWL]).map((each) => ({
        ...{ species: each, floor: floor ?? FLOOR, windows: DETECTIONS, silent: 0 },
        ...{ belowFloor: 88, copies: 12, unreported: 0, n, strata },
      })),
    };
  }

  estimate({ sampleId, target = null }: Methods["estimate"]["params"]): EstimateResult {
    const all = this.of(sampleId ?? 0);
    const names = [...new Set(all.map(({ species }) => species))];
    return {
      ...{ sampleId: sampleId ?? 0, name: "Owls", purpose: "estimate", target, level: 0.95 },
      drawnUnit: null,
      model: { name: "BirdNET", version: "2.4", sha256: "0".repeat(64), converter: "1" },
      species: names.map((species) =>
        estimated(
          species,
          all.filter((each) => each.species === species),
          target,
        ),
      ),
      notes: [],
    };
  }

  script(more: Script = {}): Script {
    return {
      query: (asked) => this.query(asked),
      annotate: (asked) => this.annotate(asked),
      "annotations/undo": ({ batchId }) => this.#swap(batchId ?? 0, this.#before, this.#after),
      "annotations/redo": ({ batchId }) => this.#swap(batchId ?? 0, this.#after, this.#before),
      "samples/next": ({ sampleId }) => this.next(sampleId ?? 0),
      "samples/skip": (asked) => this.skip(asked),
      "samples/draw": (asked) => this.draw(asked),
      "samples/remove": ({ sampleId }) => {
        const at = this.samples.findIndex((each) => each.sampleId === sampleId);
        this.samples.splice(at, 1);
        return { sampleId, name: "", members: 0 };
      },
      "samples/import": ({ path, name, dryRun }) => {
        const own = name ?? path.replace(/^.*[/\\]|\.json$/g, "");
        const { sampleId } = dryRun === true ? { sampleId: null } : this.add(own, 40);
        const missing = [{ digest: "ab", members: 3 }];
        return {
          ...{ sampleId, name: own, species: [OWL], members: 40, found: 37 },
          ...{ missing, missingRecordings: 2 },
        };
      },
      "samples/export": ({ path }) => ({ path, bytes: 9_000, members: 100 }),
      estimate: (asked) => this.estimate(asked),
      "annotations/agreement": () => ({ level: 0.95, pairs: [], notes: [] }),
      "thresholds/save": ({ name }) => ({ saved: { name, rows: [] }, notes: [] }),
      "names/search": ({ text }) => ({
        names: [
          { species: OWL, common: COMMON },
          { species: "Strix virgata", common: "Mottled Owl" },
          { species: "Pulsatrix perspicillata", common: "Spectacled Owl" },
        ]
          .filter((each) =>
            [each.species, each.common].some((name) =>
              name.toLowerCase().includes(text.toLowerCase()),
            ),
          )
          .map((each) => {
            return {
              ...each,
              inCatalog: true,
              detections: 9,
              expected: false,
              code: null,
              models: [],
            };
          }),
        ...{ total: 3, notes: [] },
      }),
      storage: () => ({ readOnly: false }),
      "memos/get": ({ key }) => ({ key, value: null, revision: 0 }),
      "memos/set": ({ key, value }) => ({ key, value, revision: 1 }),
      ...more,
    };
  }
}

function withheld(kind: WithheldNumber["kind"], facts: WithheldNumber["facts"]): WithheldNumber {
  return { kind, facts, sentence: `The engine says ${kind} in its own words.` };
}

function row(confidence: number, items: readonly Item[], all: number): ThresholdRow {
  const judged = items.filter((each) => each.confidence >= confidence && each.state === "judged");
  const yes = judged.filter(({ verified }) => verified === "YES").length;
  const unsure = judged.filter(({ verified }) => verified === "UNSURE").length;
  const labels = judged.length - unsure;
  const share = yes / Math.max(1, labels);
  const half = 1 / Math.sqrt(Math.max(1, labels));
  const limits = { low: Math.max(0, share - half), high: Math.min(1, share + half) };
  const few = labels < LEAST;
  const facts = { confidence, labels, needed: LEAST, recommended: 100, ...limits };
  const why = labels === 0 ? "noLabels" : labels < 10 ? "fewLabels" : "limitsOnly";
  return {
    ...{ confidence, logit: 0, detections: all, events: null, labels, yes, unsure, sentence: "" },
    precision: few ? null : { point: share, ...limits, effective: labels, form: "point" },
    precisionWithheld: few ? withheld(why, facts) : null,
    elsewhere: few
      ? null
      : {
          ...{ point: share, low: limits.low / 2, high: limits.high, effective: 9 },
          ...{ of: "site", clusters: 4, few: true },
        },
    ...{ elsewhereWithheld: null, trueDetections: null, recall: null, recallWithheld: null },
    probability: null,
  };
}

function estimated(
  species: string,
  items: readonly Item[],
  target: number | null,
): EstimatedSpecies {
  const thresholds = [FLOOR, 0.5, 0.7, 0.9].map((confidence, at) =>
    row(confidence, items, Math.round(DETECTIONS / (at + 1))),
  );
  const judged = items.filter(({ state }) => state === "judged").length;
  const chosen = thresholds.find(({ precision }) => (precision?.low ?? 0) >= (target ?? 2));
  const first = thresholds[0]!;
  return {
    ...{ species, windows: DETECTIONS, floor: FLOOR, deepest: null, withheld: null, thresholds },
    labels: {
      ...{ members: items.length, judged, counted: judged, unsure: 0, waiting: 0, left: 0 },
      ...{ skippedUnits: 0, skippedCounted: 0, skippedOf: 0, sentences: [] },
    },
    threshold:
      target === null
        ? null
        : {
            ...{ target, level: 0.975, lookedBefore: true },
            ...{ confidence: chosen?.confidence ?? null, logit: chosen?.logit ?? null },
            precision: chosen?.precision ?? null,
            withheld:
              chosen !== undefined
                ? null
                : withheld("noThreshold", {
                    ...{ target, labels: first.labels, confidence: 0.9 },
                    ...{ point: first.precision?.point ?? 0.9, more: 71 },
                  }),
            further:
              chosen !== undefined ? [] : [{ confidence: 0.9, point: 0.93, above: 71, drawn: 180 }],
          },
    ...{
      curve: null,
      curveWithheld: null,
      bands: [],
      density: null,
      densityWithheld: null,
      present: null,
      sites: [],
      sitesWithheld: null,
    },
    ...{ agreement: [], agreementOfAll: null },
    methods: `Of 1,204 detections of ${species}, ${String(items.length)} were drawn at random.`,
  };
}
