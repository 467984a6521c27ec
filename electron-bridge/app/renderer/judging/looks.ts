/** How clips of each species are seen and heard; kept in the project. */
import { useCallback } from "react";
import { useKept } from "../data/kept.js";
import type { Ear } from "../sound/player.js";
import { BESIDE, type Placed, topOf } from "../spectrogram/stretch.js";

export interface Look {
  /** Seconds on either side of a clip. */
  beside: number;
  /** The frequencies that pictures show; null: as usual. */
  lowHz: number | null;
  highHz: number | null;
  /** What the ear gets besides the gain of the settings, in dB. */
  gainDb: number;
  /** All frequencies are heard, those that pictures show, or those of a band. */
  hear: (typeof HEARD)[number];
  /** The band that is heard where one is chosen; null: from the lowest, to the highest. */
  hearLowHz: number | null;
  hearHighHz: number | null;
}

export const HEARD = ["all", "shown", "band"] as const;

export const USUAL_LOOK: Look = {
  ...{ beside: BESIDE, lowHz: null, highHz: null, gainDb: 0 },
  ...{ hear: "all", hearLowHz: null, hearHighHz: null },
};

/** What can be chosen: seconds beside a clip, frequencies in kHz, and dB. */
export const LIMITS = {
  beside: { least: 0, most: 5 },
  kilohertz: { least: 0, most: 250 },
  gainDb: { least: -20, most: 30 },
} as const;

/** Where nothing else is kept. */
export const usualLook: Looks["of"] = () => USUAL_LOOK;

export interface Looks {
  of: (species: string) => Look;
  change: (species: string, some: Partial<Look>) => void;
}

interface Kept {
  of: Readonly<Record<string, Look>>;
}

const NONE: Kept = { of: {} };

export function useLooks(): Looks {
  const { value, change } = useKept("verify/looks", NONE, read);
  const of = useCallback((species: string) => value.of[species] ?? USUAL_LOOK, [value]);
  return {
    of,
    change: (species, some) => {
      change({ of: { ...value.of, [species]: { ...of(species), ...some } } });
    },
  };
}

/** What the frequencies of a recording depend on. */
type Sampled = Pick<Placed, "sampleRate" | "highHz">;

/** The frequencies that the picture of a clip shows; undefined: from the lowest, to the highest. */
export function bandOf(its: Sampled, look: Look): { lowHz?: number; highHz?: number } {
  const most = its.sampleRate === null ? Infinity : its.sampleRate / 2;
  const wanted = look.highHz ?? topOf(its);
  const high = wanted !== undefined && wanted < most ? wanted : undefined;
  const low = look.lowHz !== null && look.lowHz < (high ?? most) ? look.lowHz : undefined;
  return { ...(low !== undefined && { lowHz: low }), ...(high !== undefined && { highHz: high }) };
}

/** What the ear gets of a clip. */
export function earOf(its: Sampled, look: Look): Ear {
  const { gainDb, hear, hearLowHz, hearHighHz } = look;
  const { lowHz, highHz } =
    hear === "band" ? { lowHz: hearLowHz, highHz: hearHighHz } : bandOf(its, look);
  const isAll = hear === "all" || (lowHz == null && highHz == null);
  const band = isAll ? undefined : { lowHz: lowHz ?? 0, highHz: highHz ?? Infinity };
  return { moreDb: gainDb, band };
}

function read(kept: unknown): Kept {
  const { of } = kept as { of?: unknown };
  if (typeof of !== "object" || of === null) return NONE;
  return { of: Object.fromEntries(Object.entries(of).map(([name, look]) => [name, lookOf(look)])) };
}

/** A look that was kept; what of it is not known is as usual. */
function lookOf(kept: unknown): Look {
  const some = (typeof kept === "object" && kept !== null ? kept : {}) as Record<string, unknown>;
  const { beside, kilohertz, gainDb } = LIMITS;
  const within = (value: unknown, { least, most }: { least: number; most: number }) =>
    typeof value === "number" && value >= least && value <= most ? value : undefined;
  const hertz = { least: kilohertz.least * 1000, most: kilohertz.most * 1000 };
  return {
    beside: within(some.beside, beside) ?? USUAL_LOOK.beside,
    lowHz: within(some.lowHz, hertz) ?? null,
    highHz: within(some.highHz, hertz) ?? null,
    gainDb: within(some.gainDb, gainDb) ?? USUAL_LOOK.gainDb,
    hear: HEARD.find((each) => each === some.hear) ?? USUAL_LOOK.hear,
    hearLowHz: within(some.hearLowHz, hertz) ?? null,
    hearHighHz: within(some.hearHighHz, hertz) ?? null,
  };
}
