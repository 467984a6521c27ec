/** Jobs over an engine that the test plays. */
import { assert } from "vitest";
import type { Outcome } from "../src/api.js";
import { SidecarCrashed } from "../src/call/errors.js";
import type { Job } from "../src/jobs.js";
import { Grants, Jobs, type Caller } from "../src/main/index.js";

export const CRASH = new SidecarCrashed(null, "SIGKILL", []);

interface Held {
  method: string;
  params: Record<string, unknown>;
  signal: AbortSignal;
  tell: (value: unknown) => void;
  answer: (value: unknown) => void;
  fail: (error: unknown) => void;
}

/** An engine that answers when the test says so; runs of its catalog are a list. */
export class FakeEngine implements Caller {
  held: Held[] = [];
  begun: Held[] = [];
  runs: Record<string, unknown>[] = [];

  call(
    method: never,
    params: never,
    { signal, onProgress }: { signal: AbortSignal; onProgress?: (value: unknown) => void },
  ): Promise<unknown> {
    if (method === "query") return Promise.resolve({ rows: this.#rows(params) });
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.held = this.held.filter((each) => each !== held);
      };
      const held: Held = {
        method,
        params,
        signal,
        tell: (value) => onProgress?.(value),
        answer: (value) => {
          leave();
          resolve(value);
        },
        fail: (error) => {
          leave();
          reject(error as Error);
        },
      };
      this.held.push(held);
      this.begun.push(held);
      signal.addEventListener("abort", () => {
        held.fail(Object.assign(new Error("Cancelled."), { name: "AbortError" }));
      });
    });
  }

  /** A run as the catalog has it. */
  add(runId: number, status: string, more: object = {}): void {
    const counts = { files: 264, waiting: 146, model: "birdnet-v2.4", startedAt: "2026-03-14" };
    this.runs = this.runs.filter((run) => run.runId !== runId);
    this.runs.push({ runId, status, settings: {}, ...counts, ...more });
  }

  #rows({
    where = {},
    limit = 100,
  }: {
    where?: Record<string, unknown>;
    limit?: number;
  }): object[] {
    const { runId, status, resumes } = where as {
      runId?: { in?: number[] };
      status?: string;
      resumes?: { in: unknown[] };
    };
    const newestFirst = [...this.runs].sort((a, b) => Number(b.runId) - Number(a.runId));
    const fit = newestFirst.filter((run) => {
      const id = Number(run.runId);
      if (status !== undefined && run.status !== status) return false;
      if (resumes?.in.includes(run.resumes) === false) return false;
      return runId?.in?.includes(id) ?? true;
    });
    return fit.slice(0, limit);
  }
}

export let engine: FakeEngine;
export let grants: Grants;
export let jobs: Jobs;
export let said: string[];

/** A new engine, and jobs over it; each test begins so. */
export function renew(): void {
  engine = new FakeEngine();
  grants = new Grants();
  said = [];
  jobs = new Jobs(engine, { grants, trouble: (message) => said.push(message) });
}

export const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
};

export const start = async (
  method: Job["method"],
  params: Record<string, unknown> = {},
): Promise<number> => {
  const outcome = await jobs.start({ kind: "work", method, params });
  if (!outcome.ok) return assert.fail(outcome.error.message);
  await settled();
  return outcome.value.id;
};

export const stateOf = (id: number): string | undefined => {
  const { running, waiting, left, ended } = jobs.list();
  return [...running, ...waiting, ...left, ...ended].find((job) => job.id === id)?.state;
};

export const kindOf = (outcome: Outcome<unknown>): string =>
  outcome.ok ? "ok" : outcome.error.kind;

export const only = <Value>(values: Value[]): Value => {
  assert.equal(values.length, 1);
  return values[0] as Value;
};

/** The engine was asked to go on with a run; let it end as the next one. */
export const wentOn = async (runId: number): Promise<void> => {
  assert.deepInclude(only(engine.held), {
    method: "runs/resume",
    params: { runId, answer: "brief" },
  });
  only(engine.held).answer({ runId: runId + 1 });
  await settled();
};
