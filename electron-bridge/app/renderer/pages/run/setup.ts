/** What a run is set up with, and the request that it makes of the engine. */
import type { InferRequest, Location } from "@linnet/electron-bridge/generated/contract.js";

/** Which recordings: those not done yet, all, picked folders, those of a site, or a chosen part. */
export type What = "new" | "all" | "folder" | "site" | "part";

export interface Setup {
  what: What;
  folders: string[];
  site: string | null;
  /** Of a part that was chosen on the page Recordings: its filters as JSON, and its name. */
  part: string | null;
  partName: string | null;
  /** Only recordings that begin in the dark hours. */
  night: boolean;
  /** Undefined: the model that is in use. */
  model: string | null;
  place: "own" | "one" | "none";
  latitude: number | null;
  longitude: number | null;
  /** 1 to 48; null: of each recording's date. */
  week: number | null;
  threshold: number;
  overlap: number;
  sensitivity: number;
  /** Windows of one species in a row that become one detection. */
  merge: number;
  topK: number | null;
  channel: "mean" | "each" | "1" | "2";
  /** In dBFS; null: quiet windows are heard too. */
  skipBelow: number | null;
  threads: number | null;
  species: string[];
  excluded: string[];
}

/** Recordings that begin from six in the evening to six in the morning. */
export const NIGHT: [number, number] = [18, 6];

export const USUAL: Setup = {
  what: "new",
  folders: [],
  site: null,
  part: null,
  partName: null,
  night: false,
  model: null,
  place: "own",
  latitude: null,
  longitude: null,
  week: null,
  threshold: 0.25,
  overlap: 0,
  sensitivity: 1,
  merge: 1,
  topK: null,
  channel: "mean",
  skipBelow: null,
  threads: null,
  species: [],
  excluded: [],
};

export const JOB_IDS = ["birds", "first", "night", "mine", "bats"] as const;

export type JobId = (typeof JOB_IDS)[number];

/** What a job decides; all else stays as it is. Nothing yet hears bats. */
export const JOBS: Record<Exclude<JobId, "bats">, Partial<Setup>> = {
  birds: { place: "own", threshold: 0.25, night: false, species: [] },
  first: { place: "none", threshold: 0.1, night: false, species: [] },
  night: { place: "own", threshold: 0.25, night: true, species: [] },
  mine: { place: "own", threshold: 0.25, night: false },
};

/** What a job leaves alone: it says how to listen, not to what, nor on which computer. */
const NOT_OF_A_JOB = ["what", "folders", "site", "part", "partName", "model", "threads"] as const;

/** The part of a setup that can be kept by a name. */
export function presetOf(setup: Setup): Partial<Setup> {
  const kept: Partial<Setup> = { ...setup };
  for (const name of NOT_OF_A_JOB) Reflect.deleteProperty(kept, name);
  return kept;
}

/** The job whose settings these are; undefined if they are the person's own. */
export function jobOf(setup: Setup): JobId | undefined {
  const usual = { ...presetOf(USUAL), excluded: setup.excluded };
  return JOB_IDS.find((id) => {
    if (id === "bats" || (id === "mine") !== setup.species.length > 0) return false;
    const wanted = { ...usual, ...(id === "mine" && { species: setup.species }), ...JOBS[id] };
    return same(wanted, presetOf(setup));
  });
}

export function same(one: Partial<Setup>, other: Partial<Setup>): boolean {
  const sorted = (each: Partial<Setup>): string =>
    JSON.stringify(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)));
  return sorted(one) === sorted(other);
}

/** Take in what was kept, which may come from another version; what does not fit is left out. */
export function asSetup(kept: unknown): Setup {
  if (typeof kept !== "object" || kept === null) return USUAL;
  const known = Object.entries(kept).filter(([name, value]) => {
    const usual = (USUAL as unknown as Record<string, unknown>)[name];
    if (usual === undefined) return false;
    return usual === null || value === null || typeof usual === typeof value;
  });
  return { ...USUAL, ...(Object.fromEntries(known) as Partial<Setup>) };
}

/** Why there is nothing to ask for yet: something has to be chosen first. */
export function lacks(setup: Setup): "folder" | "site" | "place" | "species" | undefined {
  if (setup.what === "folder" && setup.folders.length === 0) return "folder";
  if (setup.what === "site" && setup.site === null) return "site";
  if (setup.place === "one" && (setup.latitude === null || setup.longitude === null)) {
    return "place";
  }
  if (setup.species.length > 0 && names(setup.species).length === 0) return "species";
  return undefined;
}

/** The lines of a list that name something. */
function names(lines: readonly string[]): string[] {
  return lines.map((line) => line.trim()).filter((line) => line !== "");
}

/** The request of a setup; `again` analyses also what is done. */
export function paramsOf(setup: Setup, again = false): InferRequest {
  const { threshold, overlap, sensitivity, merge, topK, channel, skipBelow, threads } = setup;
  const { model } = setup;
  const [species, excluded] = [names(setup.species), names(setup.excluded)];
  const place = placeOf(setup);
  return {
    ...chosen(setup, again),
    answer: "brief",
    minConfidence: threshold,
    ...(model !== null && { model }),
    ...(place !== undefined && { location: place }),
    // Said always: a request without them takes those of the engine's settings.
    overlap,
    skipBelow,
    ...(sensitivity !== 1 && { sensitivity }),
    ...(merge > 1 && { mergeConsecutive: merge }),
    ...(topK !== null && { topK }),
    ...(channel !== "mean" && { channel: channel === "each" ? channel : Number(channel) }),
    ...(threads !== null && { threads }),
    ...(species.length > 0 && { speciesList: species }),
    ...(excluded.length > 0 && { excludeSpecies: excluded }),
  };
}

function chosen(setup: Setup, again: boolean): Partial<InferRequest> {
  const { what, folders, site, part, night } = setup;
  const force = again && { force: true };
  if (what === "folder") return { inputs: folders, ...force };
  const where = {
    ...(what === "site" && site !== null && { site }),
    ...(what === "part" && part !== null && filtersOf(part)),
    ...(night && { timeOfDay: { between: NIGHT } }),
  };
  const isRest = what === "new" || what === "part";
  return { where, ...(isRest && !again && { notAnalysed: true }), ...force };
}

/** What was kept may come from another version; what is no filter chooses nothing. */
function filtersOf(part: string): NonNullable<InferRequest["where"]> {
  try {
    const value: unknown = JSON.parse(part);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return value as NonNullable<InferRequest["where"]>;
    }
  } catch {
    // As below.
  }
  return { recordingId: [] };
}

function placeOf({ place, latitude, longitude, week }: Setup): Location | undefined {
  if (place === "none") return undefined;
  if (place === "own") return {};
  if (latitude === null || longitude === null) return {};
  return { latitude, longitude, ...(week !== null && { week }) };
}
