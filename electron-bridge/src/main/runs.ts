import type { Methods, RunRow } from "../generated/contract.js";
import type { Caller } from "./ipc.js";

/** Interrupted runs that are offered at most. */
const MOST_OFFERED = 20;

/** A run that crashes each time has as many later ones. */
const MOST_RESUMES = 1000;

/** Calls that keep their results as a run of the catalog, which can go on after a crash. */
const KEEP_RUNS: readonly string[] = ["infer", "runs/resume"] satisfies (keyof Methods)[];

export function keepsRun(method: string): boolean {
  return KEEP_RUNS.includes(method);
}

/** How far a run is, as its progress tells it. */
export function progressOf({ files, waiting }: RunRow): Record<string, unknown> {
  return { done: files - waiting, total: files };
}

/** What the catalog says of runs. */
export class Runs {
  constructor(private readonly client: Caller) {}

  /**
   * Runs that a crash or a kill cut short, and that can go on; the newest first. One that a later
   * run goes on with is settled by that run.
   */
  async interrupted(): Promise<RunRow[]> {
    const rows = await this.#ask({
      where: { status: "interrupted" },
      orderBy: ["-runId"],
      limit: MOST_OFFERED,
    });
    const later = new Set(await this.#resumed(rows.map(({ runId }) => runId)));
    // Applying a head is no such run: `runs/resume` refuses it, and it is quickly done again.
    return rows.filter(
      ({ runId, settings }) => settings.method !== "heads/apply" && !later.has(runId),
    );
  }

  /** These runs, by their ids. */
  async of(runIds: readonly number[]): Promise<Map<number, RunRow>> {
    if (runIds.length === 0) return new Map();
    const rows = await this.#ask({ where: { runId: { in: [...runIds] } }, limit: runIds.length });
    return new Map(rows.map((row) => [row.runId, row]));
  }

  /** Which of these runs another one goes on with. */
  async #resumed(runIds: readonly number[]): Promise<(number | null)[]> {
    if (runIds.length === 0) return [];
    const rows = await this.#ask({ where: { resumes: { in: [...runIds] } }, limit: MOST_RESUMES });
    return rows.map(({ resumes }) => resumes);
  }

  async #ask(question: object): Promise<RunRow[]> {
    const params = { select: "runs", ...question };
    const options = { signal: new AbortController().signal };
    const answer = await this.client.call("query" as never, params as never, options);
    return (answer as { rows: RunRow[] }).rows;
  }
}
