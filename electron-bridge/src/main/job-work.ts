import { weight } from "./checks.js";

/** The bytes of the params of all jobs that can go on. */
export const MOST_JOB_BYTES = 64 * 2 ** 20;

/** What main needs to run a job, beside what everybody may know of it. */
export interface Work {
  readonly params: Record<string, unknown>;
  readonly bytes: number;
  stop: AbortController;
  wish?: "pause" | "cancel";
  over?: Promise<void>;
}

/** The work of all jobs that run, wait or can go on, by their ids; it has bounded room. */
export class JobWork {
  readonly #all = new Map<number, Work>();

  get(id: number): Work | undefined {
    return this.#all.get(id);
  }

  /** Whether there is room for one more; one that is alone may be as long as any. */
  hasRoomFor(params: Record<string, unknown>): boolean {
    const held = [...this.#all.values()].reduce((sum, { bytes }) => sum + bytes, 0);
    return this.#all.size === 0 || held + weight(params) <= MOST_JOB_BYTES;
  }

  add(id: number, params: Record<string, unknown>): void {
    this.#all.set(id, { params, bytes: weight(params), stop: new AbortController() });
  }

  /** Let a job that was stopped begin anew. */
  renew(id: number): void {
    const work = this.#all.get(id);
    if (work === undefined) return;
    delete work.wish;
    work.stop = new AbortController();
  }

  delete(id: number): void {
    this.#all.delete(id);
  }

  /** Forget all but these. */
  keepOnly(ids: ReadonlySet<number>): void {
    for (const id of this.#all.keys()) if (!ids.has(id)) this.#all.delete(id);
  }

  clear(): void {
    this.#all.clear();
  }

  /** Resolves when everything that runs is over. */
  async over(): Promise<void> {
    for (const { over } of [...this.#all.values()]) await over;
  }
}
