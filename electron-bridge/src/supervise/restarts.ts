export interface RestartOptions {
  /** The wait before the first restart; it doubles from one to the next. */
  firstMs?: number;
  longestMs?: number;
  /** After how many crashes in a row there is no other start. */
  crashes?: number;
  /** How long a sidecar has to serve for its crash to be the first one again. */
  healthyMs?: number;
}

/** Counts crashes and says how long to wait before the next start. */
export class Restarts {
  #crashes = 0;

  constructor(private readonly options: RestartOptions = {}) {}

  /** Milliseconds to wait, or undefined to give up, after one that had served for `servedMs`. */
  crashed(servedMs: number): number | undefined {
    const { firstMs = 250, longestMs = 8000, crashes = 3, healthyMs = 60_000 } = this.options;
    if (servedMs >= healthyMs) this.#crashes = 0;
    this.#crashes++;
    if (this.#crashes >= crashes) return undefined;
    return Math.min(firstMs * 2 ** (this.#crashes - 1), longestMs);
  }
}
