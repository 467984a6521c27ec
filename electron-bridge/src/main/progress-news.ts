import { withFresh } from "../jobs.js";

/** How often a page is told how far a job is. */
const EVERY_MS = 100;

interface Pending {
  progress: Record<string, unknown>;
  fresh: Record<string, unknown[]>;
}

/** Progress of jobs, told now and then: the last of each, with what its lists brought meanwhile. */
export class ProgressNews {
  readonly #pending = new Map<number, Pending>();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly tell: (
      id: number,
      progress: Record<string, unknown>,
      fresh: Record<string, unknown[]>,
    ) => void,
  ) {}

  add(id: number, value: Record<string, unknown>): void {
    const progress: Record<string, unknown> = {};
    const lists: Record<string, unknown[]> = {};
    for (const [name, each] of Object.entries(value)) {
      if (Array.isArray(each)) lists[name] = each;
      else progress[name] = each;
    }
    const fresh = withFresh(this.#pending.get(id)?.fresh ?? {}, lists);
    this.#pending.set(id, { progress, fresh });
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      for (const each of [...this.#pending.keys()]) this.flush(each);
    }, EVERY_MS);
  }

  /** Tell at once what is known of a job. */
  flush(id: number): void {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (pending !== undefined) this.tell(id, pending.progress, pending.fresh);
  }
}
