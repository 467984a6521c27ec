import { mkdir, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { METHODS, type Methods } from "../generated/contract.js";
import type { Job } from "../jobs.js";
import { messageOf } from "../message.js";
import { isRecord } from "./checks.js";
import { writeWhole } from "./whole.js";

const VERSION = 1;

/** A job that was not over when main ended, or was put aside. */
export interface KeptJob {
  id: number;
  kind: string;
  title: string;
  method: keyof Methods;
  params: Record<string, unknown>;
  askedAt: string;
  startedAt?: string;
  runId?: number;
  /** Put aside by the user, and not cut short. */
  paused?: boolean;
  progress?: Record<string, unknown>;
}

/** What is kept of a job. */
export function keptOf(job: Job, params: Record<string, unknown>): KeptJob {
  const { id, kind, title, method, askedAt, startedAt, runId, progress } = job;
  return {
    ...{ id, kind, title, method, params, askedAt, paused: job.state === "paused" },
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(runId === undefined ? {} : { runId }),
    ...(progress === undefined ? {} : { progress }),
  };
}

export interface KeptJobs {
  jobs: KeptJob[];
  /** Interrupted runs of the catalog that are not to be offered again. */
  settled: number[];
}

/** What of a project's jobs outlives main; without a path nothing does. */
export class JobsFile {
  #next: KeptJobs | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly path: string | undefined,
    private readonly trouble: (message: string) => void,
  ) {}

  /** What was kept; a file that makes no sense is set aside, and said. */
  async read(): Promise<KeptJobs> {
    const none = { jobs: [], settled: [] };
    if (this.path === undefined) return none;
    try {
      const found = parsed(await readFile(this.path, "utf8"));
      if (found !== undefined) return found;
    } catch (error) {
      // Before the first job there is none.
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return none;
    }
    await this.#setAside(this.path);
    return none;
  }

  async #setAside(path: string): Promise<void> {
    const aside = `${path}.${new Date().toISOString().replace(/\W/g, "")}.broken`;
    const done = await rename(path, aside).then(
      () => true,
      () => false,
    );
    const where = done ? `and was set aside as ${aside}` : `and stands at ${path}`;
    this.trouble(
      `The list of jobs could not be read ${where}. Interrupted runs are still offered.`,
    );
  }

  /** Keep this; of several in a row the last one counts. */
  write(kept: KeptJobs): void {
    const busy = this.#next !== undefined;
    this.#next = kept;
    if (!busy) this.#writing = this.#writing.then(() => this.#write());
  }

  /** Resolves when all is written. */
  async written(): Promise<void> {
    await this.#writing;
  }

  async #write(): Promise<void> {
    const kept = this.#next;
    this.#next = undefined;
    if (this.path === undefined) return;
    try {
      // A first start has no folder of jobs yet.
      await mkdir(dirname(this.path), { recursive: true });
      await writeWhole(this.path, JSON.stringify({ version: VERSION, ...kept }));
    } catch (error) {
      const why = messageOf(error);
      this.trouble(`The list of jobs could not be kept: ${why}`);
    }
  }
}

function parsed(text: string): KeptJobs | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value) || value.version !== VERSION) return undefined;
    const { jobs, settled } = value;
    if (!Array.isArray(jobs) || !Array.isArray(settled)) return undefined;
    return jobs.every(isKept) && settled.every(Number.isSafeInteger)
      ? { jobs, settled: settled as number[] }
      : undefined;
  } catch {
    return undefined;
  }
}

function isKept(value: unknown): value is KeptJob {
  return (
    isRecord(value) &&
    Number.isSafeInteger(value.id) &&
    [value.kind, value.title, value.askedAt].every((each) => typeof each === "string") &&
    METHODS.includes(value.method as keyof Methods) &&
    isRecord(value.params) &&
    ["undefined", "number"].includes(typeof value.runId) &&
    ["undefined", "boolean"].includes(typeof value.paused) &&
    ["undefined", "string"].includes(typeof value.startedAt) &&
    (value.progress === undefined || isRecord(value.progress))
  );
}
