/** Verdicts on more rows than are loaded: the engine keeps them step by step, and can be stopped. */
import { create } from "zustand";
import type { AnnotateRequest, Note } from "@linnet/electron-bridge/generated/contract.js";
import { ask, call, cancelled, type Outcome, type PageError } from "../../data/call.js";
import type { Where } from "./question.js";

/** What is under way, also while another page is shown. */
export interface Underway {
  /** The verdict that is given; undefined while one is taken back. */
  verdict: string | undefined;
  done: number;
  total: number;
  stop: () => void;
}

export const useMany = create<{ underway: Underway | undefined }>(() => ({ underway: undefined }));

/** Detections that get a verdict together: those that match, but for some. */
export interface Many {
  where: Where;
  except: number[];
}

type Decision = Pick<AnnotateRequest, "verified" | "comment" | "labeler">;

/** What was kept: the step of the history, if anything changed, and how many have the verdict. */
export interface KeptMany {
  batchId: number | undefined;
  count: number;
  notes: readonly Note[];
  stopped: boolean;
}

export function countMany(many: Many, signal: AbortSignal): Promise<Outcome<{ count: number }>> {
  return call("annotate", { ...many, verified: "UNVERIFIED", dryRun: true }, { signal });
}

/** Judge all of them; what was kept before a stop stays kept. */
export async function judgeMany(
  many: Many,
  verdict: string,
  decision: Decision,
): Promise<Outcome<KeptMany>> {
  let batchId: number | undefined;
  const outcome = await following(verdict, (signal, told) =>
    call(
      "annotate",
      { ...many, ...decision },
      {
        signal,
        onProgress: (value) => {
          if (value.kind === "waiting") return;
          batchId ??= value.batchId ?? undefined;
          told(value.done, value.total);
        },
      },
    ),
  );
  if (outcome.ok) {
    const { count, notes } = outcome.value;
    const kept = outcome.value.batchId ?? undefined;
    return { ok: true, value: { batchId: kept, count, notes, stopped: false } };
  }
  if (!cancelled(outcome)) return outcome;
  const count = batchId === undefined ? 0 : await decisionsOf(batchId);
  return { ok: true, value: { batchId, count, notes: [], stopped: true } };
}

/** Take a step of many back; the error of a stop says nothing new. */
export async function undoMany(batchId: number): Promise<PageError | "stopped" | undefined> {
  return again("annotations/undo", batchId);
}

/** Do a step of many again. */
export async function redoMany(batchId: number): Promise<PageError | "stopped" | undefined> {
  return again("annotations/redo", batchId);
}

async function again(
  method: "annotations/undo" | "annotations/redo",
  batchId: number,
): Promise<PageError | "stopped" | undefined> {
  const outcome = await following(undefined, (signal, told) =>
    call(
      method,
      { batchId },
      {
        signal,
        onProgress: (value) => {
          if (value.kind !== "waiting") told(value.done, value.total);
        },
      },
    ),
  );
  if (outcome.ok) return undefined;
  return cancelled(outcome) ? "stopped" : outcome.error;
}

async function decisionsOf(batchId: number): Promise<number> {
  const outcome = await ask({ select: "batches", where: { batchId }, limit: 1 });
  return outcome.ok ? (outcome.value.rows[0]?.annotations ?? 0) : 0;
}

/** Do long work, and let the pages see how far it is. */
async function following<Value>(
  verdict: string | undefined,
  work: (signal: AbortSignal, told: (done: number, total: number) => void) => Promise<Value>,
): Promise<Value> {
  const controller = new AbortController();
  const stop = (): void => {
    controller.abort();
  };
  const told = (done: number, total: number): void => {
    useMany.setState({ underway: { verdict, done, total, stop } });
  };
  told(0, 0);
  try {
    return await work(controller.signal, told);
  } finally {
    useMany.setState({ underway: undefined });
  }
}
