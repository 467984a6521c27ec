/** How a sample is drawn, as the dialog sets it. */
import type {
  Comparison,
  DrawSampleRequest,
  DrawSampleResult,
} from "@linnet/electron-bridge/generated/contract.js";
import { type Answer, useAnswer } from "../../data/answer.js";
import { call } from "../../data/call.js";
import { useRested } from "../../data/rested.js";
import { unitsSaid } from "../../estimates/precision.js";

export type Unit = NonNullable<DrawSampleResult["drawnUnit"]>;

export const UNITS: readonly Unit[] = ["siteNight", "siteDay", "site", "recording"];

export interface Draw {
  name: string;
  species: readonly string[];
  /** Clips of each species; units of each, where whole units are drawn. */
  n: number;
  /** The unit that is drawn whole; null: single clips are drawn. */
  whole: Unit | null;
  /** Clips of a unit that are judged at most. */
  unitClips: number;
  /** Null: the highest threshold of the runs. */
  floor: number | null;
  perRecording: number | null;
  /** Null: it follows from the name. */
  seed: number | null;
  /** Also from windows below the floor, to learn of missed calls. */
  isBelow: boolean;
  /** Only of these; empty: of all. */
  sites: readonly string[];
  first: string | undefined;
  last: string | undefined;
  /** Only of what this run heard; null: of all. */
  run: number | null;
  /** What else an earlier rule says, which the dialog has no field for. */
  more: Rule;
}

/** What a draw may say besides. */
export type Rule = Partial<Omit<DrawSampleRequest, "name" | "species" | "n" | "seed" | "progress">>;

export const USUAL: Omit<Draw, "name" | "species"> = {
  ...{
    n: 100,
    whole: null,
    unitClips: 10,
    floor: null,
    perRecording: null,
    seed: null,
    isBelow: false,
  },
  ...{ sites: [], first: undefined, last: undefined, run: null, more: {} },
};

export const NUMBERS = [30, 60, 100, 200] as const;

/** The logit down to which windows below the floor are drawn: a confidence of 0.001. */
const DEEPEST = -7;

const TYPING_MS = 400;

/** Limits and parts of a rule that have no meaning where whole units are drawn; by: but by site. */
const OF_CLIPS = ["perRecording", "blockSeconds", "deepest", "choose", "diverse", "by"] as const;

/** Whether a part of the rule has no meaning for whole units, so that it is left out. */
export function isRuleCut({ whole, perRecording, isBelow, more }: Draw): boolean {
  if (whole === null) return false;
  return perRecording !== null || isBelow || OF_CLIPS.some((name) => isCut(name, more));
}

function isCut(name: (typeof OF_CLIPS)[number], more: Rule): boolean {
  const value = more[name];
  const usual = name === "by" ? "site" : name === "choose" ? "random" : null;
  return value != null && value !== usual;
}

/** A name that says what is asked, until the person gives another. */
export function usualName({ species, n, whole }: Pick<Draw, "species" | "n" | "whole">): string {
  if (species.length === 0) return "";
  const units = whole === null ? "" : ` ${unitsSaid(whole)}`;
  return `${species.slice(0, 2).join(", ")}, ${String(n)}${units}`;
}

export function paramsOf(draw: Draw): DrawSampleRequest {
  const { name, species, n, floor, seed, more } = draw;
  const where = { ...more.where, ...filtersOf(draw) };
  return {
    ...(draw.whole === null ? ofClips(draw) : ofUnits(draw, draw.whole)),
    ...{ name: name.trim(), species: [...species], n },
    ...(floor !== null && { floor }),
    ...(seed !== null && { seed }),
    ...(Object.keys(where).length > 0 && { where }),
  };
}

function ofClips({ perRecording, isBelow, more }: Draw): Rule {
  return {
    ...more,
    ...(perRecording !== null && { perRecording }),
    ...(isBelow && { deepest: more.deepest ?? DEEPEST }),
  };
}

function ofUnits({ unitClips, more }: Draw, unit: Unit): Rule {
  const cut = new Set<string>(OF_CLIPS.filter((name) => isCut(name, more)));
  const rest = Object.fromEntries(Object.entries(more).filter(([name]) => !cut.has(name)));
  return { ...rest, unit, unitClips };
}

function filtersOf({ sites, first, last, run }: Draw): NonNullable<DrawSampleRequest["where"]> {
  return {
    ...(sites.length > 0 && { site: [...sites] }),
    ...((first ?? last) !== undefined && { date: daysOf(first, last) }),
    ...(run !== null && { runId: run }),
  };
}

function daysOf(first: string | undefined, last: string | undefined): Comparison {
  if (first !== undefined && last !== undefined) return { between: [first, last] };
  return first !== undefined ? { ge: first } : { le: last ?? null };
}

/** What would be drawn; nothing is kept. */
export function usePlan(draw: Draw): Answer<DrawSampleResult> {
  const params = draw.species.length > 0 && draw.name.trim() !== "" ? paramsOf(draw) : undefined;
  const wanted = useRested(params && JSON.stringify(params), TYPING_MS);
  return useAnswer(wanted, (signal) => {
    const asked = JSON.parse(wanted ?? "{}") as DrawSampleRequest;
    return call("samples/draw", { ...asked, dryRun: true }, { signal });
  });
}
