import type { Methods, ResumeRunRequest } from "../generated/contract.js";
import type { Job, JobOutcome, JobState } from "../jobs.js";
import { isRecord } from "./checks.js";
import { asPageError, isCrash, refused } from "./failures.js";
import { lookAtPaths } from "./gate.js";
import type { Grants } from "./grants.js";
import type { Caller } from "./ipc.js";
import type { Work } from "./job-work.js";
import { keepsRun } from "./runs.js";
import { shortened } from "./shortened.js";

interface Means {
  client: Caller;
  grants: Grants;
}

interface Asked {
  method: keyof Methods;
  params: Record<string, unknown>;
  /** The run of an earlier attempt, which goes on. */
  runId?: number | undefined;
}

/** Who is told what becomes of an attempt. */
interface Heard {
  onProgress: (progress: Record<string, unknown>) => void;
  onRun: (runId: number) => void;
  /** The engine crashed, and the run goes on by itself. */
  onResumed: () => void;
}

/** One attempt at a job: its call, and once more if the engine crashes over a run. */
export async function attempt(
  { client, grants }: Means,
  { method, params, runId }: Asked,
  work: Work,
  heard: Heard,
): Promise<{ outcome: JobOutcome; crashed: boolean }> {
  try {
    const looked = await lookAtPaths(method, params, grants);
    if (typeof looked === "string") return failed(looked);
    const value = await throughCrash(client, { method, params, runId }, work, heard);
    const moved = await looked.moved();
    if (moved !== undefined) return failed(moved);
    return { outcome: { ok: true, ...shortened(value) }, crashed: false };
  } catch (error) {
    return { outcome: { ok: false, error: asPageError(error) }, crashed: isCrash(error) };
  }
}

/** The state of a job after its attempt. */
export function endOf(outcome: JobOutcome, crashed: boolean, job: Job, work: Work): JobState {
  if (outcome.ok) return "done";
  const stopped = crashed || ["RequestCancelled", "SidecarStopped"].includes(outcome.error.kind);
  if (stopped && work.wish !== undefined) return work.wish === "pause" ? "paused" : "cancelled";
  const cut = crashed || ["ProjectChanged", "SidecarStopped"].includes(outcome.error.kind);
  return cut && keepsRun(job.method) ? "interrupted" : "failed";
}

function failed(why: string): { outcome: JobOutcome; crashed: boolean } {
  return { outcome: { ok: false, error: refused(why) }, crashed: false };
}

async function throughCrash(
  client: Caller,
  { method, params, runId }: Asked,
  work: Work,
  heard: Heard,
): Promise<unknown> {
  const { signal } = work.stop;
  let run = keepsRun(method) ? runId : undefined;
  const call = (): Promise<unknown> => {
    signal.throwIfAborted();
    const onProgress = (value: unknown): void => {
      if (work.stop.signal !== signal || !isRecord(value)) return;
      begun(value);
      heard.onProgress(value);
    };
    const [name, given] =
      run === undefined ? [method, params] : (["runs/resume", resumeOf(run)] as const);
    return client.call(name as never, given as never, { signal, onProgress });
  };
  /** A run says its number from its first progress on. */
  const begun = (said: Record<string, unknown>): void => {
    if (typeof said.runId !== "number" || said.runId === run) return;
    run = said.runId;
    heard.onRun(run);
  };
  const finished = (value: unknown): unknown => {
    if (isRecord(value)) begun(value);
    return value;
  };
  try {
    return finished(await call());
  } catch (error) {
    if (!isCrash(error) || work.wish !== undefined || !keepsRun(method)) throw error;
    heard.onResumed();
    return finished(await call());
  }
}

/** In brief: an answer for 100,000 recordings is not for a job. */
function resumeOf(runId: number): ResumeRunRequest {
  return { runId, answer: "brief" };
}
