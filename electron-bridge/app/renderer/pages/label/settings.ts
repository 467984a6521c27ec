/** How a project's recordings are labelled and heard; kept in the project. */
import { type Kept, useKept } from "../../data/kept.js";

export interface LabelSettings {
  /** Species named last, the newest first: keys 1 to 9 give them again. */
  recent: readonly string[];
  /** Whether what models heard is shown. */
  detections: boolean;
  /** Whether the waveform is shown below the spectrogram. */
  waveform: boolean;
  /** Whether the recording is shown and heard as a model hears it, and which; null: the active one. */
  heard: boolean;
  heardModel: string | null;
  speed: number;
  /** How much slower an ultrasonic recording is heard, at a pitch as much lower. */
  expansion: number;
  /** Whether ultrasound is heard as by a heterodyne detector, and what it is tuned to. */
  heterodyne: boolean;
  heterodyneHz: number;
  /** The band that is heard; null: all of it. */
  band: { lowHz: number; highHz: number } | null;
}

export const SPEEDS = [0.25, 0.5, 1, 2] as const;
export const EXPANSIONS = [1, 5, 10, 20] as const;

/** Most small bats call around it. */
const USUAL_HZ = 45_000;

const MOST_RECENT = 9;

const USUAL: LabelSettings = {
  recent: [],
  detections: true,
  waveform: false,
  heard: false,
  heardModel: null,
  speed: 1,
  expansion: 1,
  heterodyne: false,
  heterodyneHz: USUAL_HZ,
  band: null,
};

export function useLabelSettings(): Kept<LabelSettings> {
  return useKept("label/settings", USUAL, read);
}

export function withRecent(recent: readonly string[], species: string): string[] {
  return [species, ...recent.filter((each) => each !== species)].slice(0, MOST_RECENT);
}

function read(kept: unknown): LabelSettings {
  const its = kept as Partial<Record<keyof LabelSettings, unknown>>;
  const names = Array.isArray(its.recent) ? (its.recent as unknown[]) : [];
  return {
    recent: names.filter((each) => typeof each === "string").slice(0, MOST_RECENT),
    detections: its.detections !== false,
    waveform: its.waveform === true,
    heard: its.heard === true,
    heardModel: typeof its.heardModel === "string" ? its.heardModel : null,
    speed: SPEEDS.find((each) => each === its.speed) ?? USUAL.speed,
    expansion: EXPANSIONS.find((each) => each === its.expansion) ?? USUAL.expansion,
    heterodyne: its.heterodyne === true,
    heterodyneHz: hertzOf(its.heterodyneHz),
    band: bandOf(its.band),
  };
}

function bandOf(kept: unknown): LabelSettings["band"] {
  const { lowHz, highHz } = (kept ?? {}) as { lowHz?: unknown; highHz?: unknown };
  if (typeof lowHz !== "number" || typeof highHz !== "number") return null;
  return lowHz >= 0 && highHz > lowHz ? { lowHz, highHz } : null;
}

function hertzOf(kept: unknown): number {
  return typeof kept === "number" && kept > 0 && kept < 1e6 ? kept : USUAL_HZ;
}
