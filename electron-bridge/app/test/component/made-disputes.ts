/** Made disagreements of two people, which are settled as the engine does. */
import type {
  AgreementOfPair,
  DisputeRow,
  Methods,
  QueryRequest,
  WithheldNumber,
} from "@linnet/electron-bridge/generated/contract.js";
import { MadeSamples, OWL } from "./made-samples.js";
import type { Script } from "./scripted.js";

export const MOTTLED = "Strix virgata";

const [ANA, LUIS] = ["Ana Quispe", "Luis Mamani"];

/** The disagreement of a place: the first says Right, the second Wrong. */
function dispute(place: number, species: string): DisputeRow {
  const start = (place * 3) % 57;
  const [day, hour] = [String(place % 28 || 28), String(10 + (place % 12))];
  const said = (at: string): string => `2026-11-${day.padStart(2, "0")}T${hour}:${at}:00.000+00:00`;
  return {
    ...{ disputeId: 500 + place, regionId: 700 + place, recordingId: place, species },
    ...{ common: species === OWL ? "Tawny-bellied Screech-Owl" : "Mottled Owl" },
    ...{ path: `/media/ana/CARD7/2026_${String(place)}.WAV`, start, end: start + 3 },
    ...{ yes: 1, no: 1, unsure: 0, settled: 0 },
    ...{ settledAs: null, settledBy: null, settledAt: null, settledComment: null },
    people: [
      { labeler: LUIS, verified: "NO", saidAt: said("31"), comment: place === 1 ? "a frog" : null },
      { labeler: ANA, verified: "YES", saidAt: said("12"), comment: null },
    ],
  };
}

const withheld = (clips: number): WithheldNumber => ({
  ...{ kind: "fewForAgreement", facts: { clips, needed: 30 } },
  sentence: `Both reviewers judged ${String(clips)} clips: agreement needs 30.`,
});

/** Of so many clips both gave one answer to all but some, of which each said YES to half. */
function pair(both: number, apart: number, species: string | null, more = {}): AgreementOfPair {
  const isFew = both < 30;
  const ac1 = 1 - (2.1 * apart) / both;
  const around = (value: number): { value: number; low: number; high: number } => ({
    value,
    low: value - 0.11,
    high: Math.min(1, value + 0.08),
  });
  return {
    ...{ first: ANA, second: LUIS, species, both, clips: both, unsureCounts: false },
    common: species === OWL ? "Tawny-bellied Screech-Owl" : null,
    counts: [
      [both - apart - 8, apart, 0],
      [0, 8, 0],
      [0, 0, 0],
    ],
    raw: isFew ? null : (both - apart) / both,
    ac1: isFew ? null : around(ac1),
    kappa: isFew ? null : around(ac1 - 0.06),
    alpha: null,
    withheld: isFew ? withheld(both) : null,
    ...more,
  };
}

const RARE: Partial<AgreementOfPair> = {
  ...{ second: "Rosa Huamán", unsureCounts: true },
  kappa: { value: 0.31, low: null, high: null },
  withheld: {
    ...{ kind: "rareAnswer", facts: { answer: "NO", clips: 3, needed: 10 } },
    sentence: "A reviewer said NO to 3 clips in the mean.",
  },
};

export const PAIRS: readonly AgreementOfPair[] = [
  pair(118, 9, null),
  pair(96, 6, OWL),
  pair(22, 3, MOTTLED),
  ...[null, OWL].map((species) => pair(64, 2, species, RARE)),
];

export class MadeDisputes extends MadeSamples {
  readonly disputes: DisputeRow[] = [];
  readonly #steps = new Map<number, { before: DisputeRow[]; after: DisputeRow[] }>();
  #batches = 0;

  /** Add so many disagreements on a species. */
  disagree(many: number, species = OWL): this {
    for (let at = 0; at < many; at++) {
      this.disputes.push(dispute(this.disputes.length + 1, species));
    }
    return this;
  }

  /** Settle the first so many. */
  settled(many: number): this {
    for (const row of this.disputes.slice(0, many)) settle(row, "YES", "Rosa Huamán");
    return this;
  }

  override query(asked: QueryRequest): unknown {
    const { select, where = {}, limit = 100 } = asked;
    const page = (rows: readonly object[], total = rows.length): unknown => ({
      ...{ nextCursor: null, prevCursor: null, before: 0, marks: [], notes: [] },
      ...{ rows, total, totalExact: true },
    });
    if (select === "disputes") {
      const rows = this.disputes.filter(({ settled }) => settled === (where.settled ?? settled));
      return page(rows.slice(0, limit), rows.length);
    }
    if (select === "recordings") {
      const { in: ids } = where.recordingId as { in: number[] };
      return page(
        ids.map((recordingId) => ({
          ...{ recordingId, sampleRate: 48_000, duration: 60, missingSince: null },
          ...{ site: `Tapir-0${String(1 + (recordingId % 4))}`, start: "2026-03-04T05:10:00" },
        })),
      );
    }
    return super.query(asked);
  }

  override annotate(asked: Methods["annotate"]["params"]): unknown {
    const batchId = ++this.#batches;
    const step = { before: [] as DisputeRow[], after: [] as DisputeRow[] };
    for (const { regionId, species, verified, comment, settles } of asked.annotations ?? []) {
      const row = this.disputes.find(
        (each) => each.regionId === regionId && each.species === species,
      );
      if (row === undefined || settles !== true) continue;
      step.before.push({ ...row });
      settle(row, verified ?? "YES", asked.labeler?.name ?? "someone", comment ?? null);
      step.after.push({ ...row });
    }
    this.#steps.set(batchId, step);
    return { batchId, count: step.after.length, annotations: [], notes: [] };
  }

  #put(batchId: number, which: "before" | "after"): unknown {
    const rows = this.#steps.get(batchId)?.[which] ?? [];
    for (const row of rows) {
      Object.assign(this.disputes.find(({ disputeId }) => disputeId === row.disputeId) ?? {}, row);
    }
    return { batchId, annotations: rows.length };
  }

  override script(more: Script = {}): Script {
    return super.script({
      "annotations/undo": ({ batchId }) => this.#put(batchId ?? 0, "before"),
      "annotations/redo": ({ batchId }) => this.#put(batchId ?? 0, "after"),
      "annotations/agreement": () => ({ level: 0.95, pairs: PAIRS, notes: [] }),
      ...more,
    });
  }
}

function settle(
  row: DisputeRow,
  verified: NonNullable<DisputeRow["settledAs"]>,
  by: string,
  comment: string | null = null,
): void {
  const isSettled = verified !== "UNVERIFIED";
  Object.assign(row, {
    ...{ settled: isSettled ? 1 : 0, settledAs: isSettled ? verified : null },
    ...{ settledBy: by, settledAt: "2026-11-29T09:00:00.000+00:00", settledComment: comment },
  });
}
