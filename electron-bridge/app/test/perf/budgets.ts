/** Every budget of the app: its goal, and how it is measured. */
import { sizes } from "../sizes.js";
import type { Bench } from "./measure.js";
import { clockOf, firstPaint, firstRows } from "./paint.js";
import { busy, filters } from "./asking.js";
import { heap } from "./heap.js";
import { judging, scrolling, smallPictures, sounding, typing } from "./table.js";
import { jumps, moving, pageHeap, strip } from "./label.js";
import { changing } from "./settings.js";
import { opened } from "./pages.js";
import { runAlone } from "./run-alone.js";
import { playheads } from "./sound.js";
import { startSign } from "./start-sign.js";
import { fill, nextSound, nextTile, verdictsHeap } from "./verify.js";

export interface Verdict {
  /** Undefined where it cannot be measured yet. */
  passed?: boolean;
  text: string;
}

export interface Budget {
  name: string;
  goal: string;
  measure: (bench: Bench) => Promise<Verdict>;
  /** It makes a catalog of its own, and needs none of a million detections. */
  isOwn?: true;
}

export const BUDGETS: readonly Budget[] = [
  { name: "first paint, engine not yet up", goal: "600 ms", measure: firstPaint },
  { name: "first rows, with 1 M detections", goal: "1 s", measure: firstRows },
  { name: "200 rows of 1 M by any filter", goal: "median 100 ms", measure: filters },
  { name: "200 rows of 10 M, idle", goal: "p95 150 ms", measure: filtersOfTen },
  { name: "200 rows while a run writes", goal: "p95 150 ms", measure: busy },
  { name: "scrolling 10,000 rows", goal: "no frame over 50 ms", measure: scrolling },
  { name: "typing in a filter to rows", goal: "250 ms", measure: typing },
  { name: "verdict key to next row", goal: "50 ms", measure: judging },
  { name: "key to sound", goal: "100 ms", measure: sounding },
  { name: "Verify: verdict to next tile", goal: "50 ms", measure: nextTile },
  { name: "Verify: verdict to sound", goal: "100 ms", measure: nextSound },
  { name: "Verify: 60 tiles, cold and cached", goal: "1.2 s, 150 ms", measure: fill },
  { name: "Verify: heap over 2,000 verdicts", goal: "within 10 %", measure: verdictsHeap },
  { name: "playhead against sound x1, x0.5", goal: "20 ms", measure: playheads },
  { name: "Label: strip of 24 h, kept", goal: "300 ms", measure: strip, isOwn: true },
  { name: "Label: sharp after a jump in 24 h", goal: "250 ms", measure: jumps, isOwn: true },
  {
    name: "Label: scroll and zoom",
    goal: "no frame over 50 ms, p95 17 ms",
    measure: moving,
    isOwn: true,
  },
  { name: "Label: heap of the page after an hour", goal: "400 MB", measure: pageHeap, isOwn: true },
  { name: "press Start to a sign", goal: "100 ms", measure: startSign },
  { name: "page to engine and back (health)", goal: "median 3 ms", measure: clockOf },
  { name: "small spectrogram, asked to painted", goal: "40 ms", measure: smallPictures },
  { name: "change of a setting", goal: "seen in 50 ms, stored in 300 ms", measure: changing },
  { name: "Recordings: tree", goal: "300 ms", measure: opened("tree") },
  { name: "Recordings: map", goal: "100 ms", measure: opened("map") },
  { name: "Species: all panels", goal: "400 ms", measure: opened("species") },
  { name: "Activity: a species by hour and day", goal: "400 ms", measure: opened("activity") },
  { name: "Export: first rows", goal: "200 ms", measure: opened("preview") },
  { name: "heap after scripted work", goal: "within 10 %", measure: heap },
  { name: "bundle, gzip", goal: "1.5 MB, before first paint 350 kB", measure: bundle },
  {
    name: "run with the app open and paging, against the run alone",
    goal: "1.05",
    measure: runAlone,
  },
];

async function filtersOfTen(bench: Bench): Promise<Verdict> {
  const { ten } = bench.asked;
  if (ten === undefined) return { text: "not asked for (--ten FILE names such a catalog)" };
  return filters(bench, ten);
}

async function bundle(): Promise<Verdict> {
  const { all, first } = await sizes();
  const kb = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`;
  return {
    passed: all <= 1_500_000 && first <= 350_000,
    text: `${kb(all)}, before first paint ${kb(first)}`,
  };
}
