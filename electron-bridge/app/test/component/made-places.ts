/** A project of recorders in Manu as the engine tells it: sites, deployments, recordings, clocks. */
import type {
  ClockRow,
  CountRow,
  DeploymentRow,
  PlacesResult,
  QueryRequest,
  RecordingRow,
  SetPlacesRequest,
  SiteRow,
} from "@linnet/electron-bridge/generated/contract.js";
import type { Script } from "./scripted.js";

const EMPTY = {
  ...{ rows: [], nextCursor: null, prevCursor: null, before: 0, marks: [], notes: [] },
  ...{ total: 0, totalExact: true },
};

const NO_KEYS = {
  ...{ species: null, common: null, siteId: null, site: null, deploymentId: null, recorder: null },
  ...{ date: null, week: null, month: null, hour: null, score: null, verdict: null, model: null },
  ...{ hourFromSunrise: null, hourFromSunset: null, sun: null },
  ...{ detections: null, labels: null, confirmed: null, maxScore: null },
};

/** Code, latitude, longitude; the last one was never placed. */
const SITES: [string, number | null, number | null][] = [
  ["Tapir-01", -12.5341, -70.0981],
  ["Tapir-02", -12.5662, -70.1043],
  ["Tapir-03", -12.5589, -70.0512],
  ["Colpa", null, null],
];

/** Site (none: 0), recorder, first day of March, days, and those of the days without recordings. */
const DEPLOYED: [number, string | null, number, number, number[]][] = [
  [1, "AM 24F3", 12, 20, []],
  [2, "AM 24F4", 12, 20, [15, 16]],
  [3, "AM 24F5", 12, 8, [14]],
  [3, "SM4 S4A1", 22, 12, []],
  [0, "AM 24F9", 28, 2, []],
];

const HOURS = [18, 19, 20, 21, 22, 23, 0, 1, 2, 3, 4, 5];

const two = (value: number): string => String(value).padStart(2, "0");

function dateOf(day: number): string {
  return new Date(Date.UTC(2026, 2, day)).toISOString().slice(0, 10);
}

type Row = RecordingRow & { model: string | null };

/** Every file is where it was. */
const ALL_THERE = {
  ...{ looked: 1000, there: 1000, missing: 0, found: 0, causes: [], folders: [], notes: [] },
};

export class MadePlaces {
  sites: SiteRow[] = SITES.map(([site, latitude, longitude], at) => ({
    ...{ siteId: at + 1, surveyId: 1, survey: "Manu 2026", site, latitude, longitude },
    ...{ elevation: null, timezone: null },
    proposedTimezones: latitude === null ? null : ["America/Lima"],
  }));
  deployments: DeploymentRow[];
  clocks: ClockRow[] = [];
  recordings: Row[] = [];
  /** What the last batches undo. */
  #before: { sites: SiteRow[]; clocks: ClockRow[]; recordings: Row[] }[] = [];

  constructor() {
    this.deployments = DEPLOYED.map(([siteId, recorder, first, days], at) => ({
      ...{ deploymentId: at + 1, siteId: siteId === 0 ? null : siteId, recorderId: at + 1 },
      ...{ surveyId: siteId === 0 ? null : 1, survey: siteId === 0 ? null : "Manu 2026" },
      ...{ site: SITES[siteId - 1]?.[0] ?? null, recorder, deployedBy: null, note: null },
      ...{ startDate: dateOf(first), endDate: dateOf(first + days - 1), recordings: 0 },
    }));
    for (const [at, [, , first, days, gaps]] of DEPLOYED.entries()) {
      for (let day = first; day < first + days; day++) {
        if (gaps.includes(day)) continue;
        for (const hour of HOURS) this.#add(at + 1, `${dateOf(day)}T${two(hour)}:00:00`);
      }
    }
    for (let number = 0; number < 6; number++) this.#add(null, null);
    for (const each of this.deployments) {
      const own = this.recordings.filter((row) => row.deploymentId === each.deploymentId);
      each.recordings = own.length;
    }
  }

  #add(deploymentId: number | null, start: string | null): void {
    const number = this.recordings.length + 1;
    const place = this.deployments.find((each) => each.deploymentId === deploymentId);
    const name =
      start === null ? `ZOOM${String(number)}` : start.replaceAll(/[-:]/g, "").replace("T", "_");
    const isAnalysed = deploymentId === 1 || (deploymentId === 3 && number % 2 === 0);
    this.recordings.push({
      ...{
        recordingId: number,
        deploymentId,
        path: `/media/ana/CARD${String(deploymentId ?? 9)}/${name}.WAV`,
      },
      ...{
        start,
        startUtc: null,
        duration: 900,
        sampleRate: 48_000,
        channels: 1,
        container: "WAV",
        encoding: "PCM_16",
      },
      ...{ recorder: place?.recorder ?? null, serial: null, gain: "medium" },
      batteryVolts: Math.round((4.1 - number / 2000) * 100) / 100,
      ...{ temperatureCelsius: 22, latitude: null, longitude: null },
      ...{ site: place?.site ?? null, survey: place?.survey ?? null },
      missingSince: deploymentId === 3 && number % 40 === 0 ? "2026-04-02T10:00:00Z" : null,
      ...{ detections: isAnalysed ? number % 9 : 0, annotations: 0 },
      model: isAnalysed ? "birdnet-v2.4" : null,
    });
  }

  counts(asked: QueryRequest): CountRow[] {
    const by: readonly string[] = asked.by ?? [];
    const cells = new Map<string, CountRow>();
    for (const row of this.recordings) {
      const date = row.start?.slice(0, 10) ?? null;
      const keys = {
        ...{ deploymentId: row.deploymentId },
        ...(by.includes("date") && { date }),
        ...(by.includes("model") && { model: row.model }),
      };
      if (by.includes("model") && row.model === null) continue;
      const name = JSON.stringify(keys);
      const cell = cells.get(name) ?? {
        ...NO_KEYS,
        ...keys,
        ...{ recordings: 0, hoursRecorded: 0, hoursAnalysed: 0 },
      };
      cell.recordings = (cell.recordings ?? 0) + 1;
      cell.hoursRecorded = (cell.hoursRecorded ?? 0) + 0.25;
      cell.hoursAnalysed = (cell.hoursAnalysed ?? 0) + (row.model === null ? 0 : 0.25);
      cells.set(name, cell);
    }
    return [...cells.values()];
  }

  /** The recordings that pass filters, in the order of a field; cursors are numbers of rows. */
  #rows({ where = {}, orderBy = ["path"], limit = 100, cursor }: QueryRequest): object {
    const siteOf = (row: Row): number | null =>
      this.deployments.find((each) => each.deploymentId === row.deploymentId)?.siteId ?? null;
    const [order = "path"] = orderBy;
    const field = order.replace(/^-/, "") as keyof Row;
    const found = this.recordings
      .filter((row) =>
        Object.entries(where).every(([name, wanted]) => {
          const value = name === "siteId" ? siteOf(row) : (row[name as keyof Row] ?? null);
          if (wanted === null || typeof wanted !== "object") return value === wanted;
          if ("contains" in wanted) return String(value).includes(String(wanted.contains));
          if ("ne" in wanted) return value !== wanted.ne;
          return true;
        }),
      )
      .sort((one, other) => {
        const [a, b] = [String(one[field] ?? ""), String(other[field] ?? "")];
        const way = a < b ? -1 : a > b ? 1 : one.recordingId - other.recordingId;
        return order.startsWith("-") ? -way : way;
      });
    const from = Number(cursor ?? 0);
    const rows = found.slice(from, from + limit);
    return {
      ...EMPTY,
      rows,
      total: found.length,
      nextCursor: from + rows.length < found.length ? String(from + rows.length) : null,
      prevCursor: from > 0 ? String(Math.max(0, from - limit)) : null,
    };
  }

  query(asked: QueryRequest): unknown {
    const listed = (rows: object[]): object => ({ ...EMPTY, rows, total: rows.length });
    switch (asked.select) {
      case "sites":
        return listed(this.sites);
      case "deployments":
        return listed(this.deployments);
      case "clocks":
        return listed(this.clocks);
      case "counts":
        return listed(this.counts(asked));
      case "recordings":
        return this.#rows(asked);
      default:
        return EMPTY;
    }
  }

  /** As `places/set`: places of sites, and shifts of clocks. */
  set({ sites = [], deployments = [], dryRun = false }: SetPlacesRequest): PlacesResult {
    const [clocks, recordings] = [[...this.clocks], [...this.recordings]];
    const changed = this.sites.map((row) => {
      const change = sites.find(({ siteId }) => siteId === row.siteId);
      return change === undefined ? row : ({ ...row, ...change } as SiteRow);
    });
    const moved: PlacesResult["moved"] = [];
    let concerned = 0;
    for (const { deploymentId = null, shiftSeconds = null } of deployments) {
      clocks.push({
        ...{ ruleId: clocks.length + 1, recordingId: null, deploymentId, siteId: null },
        ...{ site: null, folder: null, timezone: null, shiftSeconds, source: null, pattern: null },
      });
      for (const [at, row] of recordings.entries()) {
        if (row.deploymentId !== deploymentId || row.start === null) continue;
        concerned++;
        const time = Date.parse(`${row.start}Z`) + (shiftSeconds ?? 0) * 1000;
        const after = new Date(time).toISOString().slice(0, 19);
        if (after === row.start) continue;
        moved.push({ recordingId: row.recordingId, path: row.path, before: row.start, after });
        recordings[at] = { ...row, start: after };
      }
    }
    const before = { sites: this.sites, clocks: this.clocks, recordings: this.recordings };
    if (!dryRun) {
      this.#before.push(before);
      Object.assign(this, { sites: changed, clocks, recordings });
    }
    return {
      batchId: dryRun ? null : this.#before.length,
      ...{ siteIds: [], deploymentIds: [], recordings: concerned, placed: 0 },
      ...{ starts: moved.length, moved: moved.slice(0, 5), notes: [] },
    };
  }

  undo(): PlacesResult {
    const batchId = this.#before.length;
    const starts = this.recordings.filter(
      (row, at) => this.#before.at(-1)?.recordings[at]?.start !== row.start,
    ).length;
    Object.assign(this, this.#before.pop());
    return {
      ...{ batchId, siteIds: [], deploymentIds: [], recordings: starts, placed: 0, starts },
      ...{ moved: [], notes: [] },
    };
  }

  script(more: Script = {}): Script {
    return {
      query: (asked) => this.query(asked),
      "places/set": (asked) => this.set(asked),
      "places/undo": () => this.undo(),
      "recordings/update": ({ where }) => ({
        updated: (this.query({ select: "recordings", where: where ?? {} }) as { total: number })
          .total,
        ...{ starts: 0, batchId: null, notes: [] },
      }),
      "recordings/look": () => ALL_THERE,
      "memos/list": () => ({ memos: [] }),
      "memos/get": ({ key }) => ({ key, value: null, revision: 0 }),
      ...more,
    };
  }
}
