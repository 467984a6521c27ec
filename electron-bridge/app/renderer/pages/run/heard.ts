/** The species that a run has heard so far: from the catalog, and fresher from its progress. */
import { useEffect, useMemo, useState } from "react";
import type {
  FreshDetection,
  FreshOutcome,
  HeardSpecies,
} from "@linnet/electron-bridge/generated/contract.js";
import { useRows } from "../../data/answer.js";
import { ask } from "../../data/call.js";
import { type Job, useJobs } from "../../data/jobs.js";
import { toggle } from "../../sound/player.js";

export interface Heard {
  species: string;
  common: string | null;
  detections: number;
  best: number;
  newest?: FreshDetection;
}

const EVERY_MS = 5_000;
const MOST = 200;

/** Grows now and then while it is on: progress alone may have lost some of what it told. */
export function useTick(on: boolean, every = EVERY_MS): number {
  const [tick, setTick] = useState(0);
  useEffect(() => {
    if (!on) return;
    const timer = setInterval(() => {
      setTick((ticks) => ticks + 1);
    }, every);
    return () => {
      clearInterval(timer);
    };
  }, [on, every]);
  return tick;
}

/** Take in what was heard; a count never goes back, since the later of two answers may be older. */
export function withHeard(
  known: ReadonlyMap<string, Heard>,
  species: readonly Heard[],
  detections: readonly FreshDetection[],
): Map<string, Heard> {
  const all = new Map(known);
  for (const each of species) {
    const before = all.get(each.species);
    const detections = Math.max(each.detections, before?.detections ?? 0);
    const best = Math.max(each.best, before?.best ?? 0);
    // A species of which nothing is new stays as it is, and its row is not drawn again.
    if (before?.detections === detections && before.best === best) continue;
    all.set(each.species, { ...before, ...each, detections, best });
  }
  for (const newest of detections) {
    const before = all.get(newest.species);
    const known = before?.newest;
    if (before === undefined || JSON.stringify(known) === JSON.stringify(newest)) continue;
    all.set(newest.species, { ...before, newest });
  }
  return all;
}

export function useHeard(job: Job, runIds: readonly number[]): Heard[] {
  const tick = useTick(true);
  const [heard, setHeard] = useState<ReadonlyMap<string, Heard>>(new Map());
  const orderBy = ["-detections", "species"];
  const question = { select: "species" as const, where: { runId: [...runIds] }, orderBy };
  const { value, again } = useRows(
    runIds.length === 0 ? undefined : { ...question, limit: MOST },
    [],
  );
  useEffect(again, [again, tick]);
  useEffect(() => {
    const kept = (value?.rows ?? []).map(({ species, common, detections, maxConfidence }) => ({
      ...{ species, common, detections, best: maxConfidence },
    }));
    const fresh = (job.recent.species ?? []) as HeardSpecies[];
    const told = fresh.map(({ species, common, detections, maxConfidence }) => ({
      ...{ species, common, detections, best: maxConfidence },
    }));
    const newest = (job.recent.detections ?? []) as FreshDetection[];
    setHeard((before) => withHeard(before, [...kept, ...told], newest));
  }, [value, job.recent]);
  return useMemo(
    () =>
      [...heard.values()]
        .sort((one, other) => other.detections - one.detections || other.best - one.best)
        .slice(0, MOST),
    [heard],
  );
}

/** A second on either side, so that a call is heard in its place. */
const CONTEXT = 1;

export const soundOf = ({ path, start, species }: FreshDetection): string =>
  `heard ${species} ${path} ${String(start)}`;

/** Play a detection, or stop it; its recording's number is sought where progress did not tell it. */
export async function playHeard(jobId: number, detection: FreshDetection): Promise<void> {
  const { path, start, end, channel } = detection;
  const job = useJobs.getState().jobs.running.find(({ id }) => id === jobId);
  const outcomes = (job?.recent.outcomes ?? []) as FreshOutcome[];
  const told = outcomes.find((each) => each.path === path)?.recordingId;
  const recordingId = told ?? (await recordingAt(path));
  if (recordingId === undefined) return;
  const stretch = { recordingId, start: Math.max(0, start - CONTEXT), end: end + CONTEXT };
  toggle(soundOf(detection), { ...stretch, ...(channel !== null && { channel }) });
}

async function recordingAt(path: string): Promise<number | undefined> {
  const found = await ask({ select: "recordings", where: { path }, limit: 1 });
  return found.ok ? found.value.rows[0]?.recordingId : undefined;
}
