/** How a sample is drawn, as the dialog sets it. */
import type {
  Comparison,
  DrawSampleRequest,
  DrawSampleResult,
} from "@linnet/electron-bridge/generated/contract.js";
import { type Answer, useAnswer } from "../../data/answer.js";
import { call } from "../../data/call.js";
import { useRested } from "../../data/rested.js";

export interface Draw {
  name: string;
  species: readonly string[];
  n: number;
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
  ...{ n: 100, floor: null, perRecording: null, seed: null, isBelow: false },
  ...{ sites: [], first: undefined, last: undefined, run: null, more: {} },
};

export const NUMBERS = [30, 60, 100, 200] as const;

/** The logit down to which windows below the floor are drawn: a confidence of 0.001. */
const DEEPEST = -7;

const TYPING_MS = 400;

/** A name that says what is asked, until the person gives another. */
export function usualName({ species, n }: Pick<Draw, "species" | "n">): string {
  return species.length === 0 ? "" : `${species.slice(0, 2).join(", ")}, ${String(n)}`;
}

export function paramsOf(draw: Draw): DrawSampleRequest {
  const { name, species, n, floor, perRecording, seed, isBelow, more } = draw;
  const where = { ...more.where, ...filtersOf(draw) };
  return {
    ...more,
    ...{ name: name.trim(), species: [...species], n },
    ...(floor !== null && { floor }),
    ...(perRecording !== null && { perRecording }),
    ...(seed !== null && { seed }),
    ...(isBelow && { deepest: more.deepest ?? DEEPEST }),
    ...(Object.keys(where).length > 0 && { where }),
  };
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
