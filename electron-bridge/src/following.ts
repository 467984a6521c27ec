/** A page's side of following the jobs: notices a lost change and asks for everything again. */
import type { Outcome } from "./api.js";
import type { JobsNews, JobsSnapshot } from "./jobs.js";

/** Changes that may arrive while everything is being asked for; more are as good as a loss. */
const MOST_EARLY = 1000;

export class Following {
  readonly #listeners = new Set<(news: JobsNews) => void>();
  /** Undefined until everything is known. */
  #number: number | undefined;
  #early: JobsNews[] | undefined;

  constructor(private readonly ask: () => Promise<Outcome<JobsSnapshot>>) {}

  follow(listener: (news: JobsNews) => void): () => void {
    this.#listeners.add(listener);
    void this.#begin();
    return () => void this.#listeners.delete(listener);
  }

  /** Take what main sent. */
  take(news: JobsNews): void {
    if (this.#listeners.size === 0) return;
    if (this.#early !== undefined) {
      if (this.#early.length < MOST_EARLY) this.#early.push(news);
    } else if (news.change === "all" || news.number === (this.#number ?? NaN) + 1) {
      this.#tell(news);
    } else if (this.#number === undefined || news.number > this.#number) {
      void this.#begin();
    }
  }

  async #begin(): Promise<void> {
    if (this.#early !== undefined) return;
    this.#early = [];
    const outcome = await this.ask().catch(() => undefined);
    const early = this.#early;
    this.#early = undefined;
    if (outcome?.ok !== true) return;
    this.#tell(outcome.value);
    for (const news of early) if (news.number > outcome.value.number) this.take(news);
  }

  #tell(news: JobsNews): void {
    this.#number = news.number;
    for (const listener of this.#listeners) listener(news);
  }
}
