/** Progress kept for a reader who is slow; the oldest gives way. */
const KEPT = 1000;

/** A call under way: iterate for its progress, await `result` for its answer. */
export class Run<Progress, Result> implements AsyncIterable<Progress> {
  /** Where a failure is told; the iteration just ends. */
  readonly result: Promise<Result>;
  #waiting: Progress[] = [];
  #readers = 0;
  #over = false;
  #wake: (() => void) | undefined;
  #news = this.#sleep();

  constructor(start: (onProgress: (value: Progress) => void) => Promise<Result>) {
    this.result = start((value) => {
      this.#take(value);
    }).finally(() => {
      this.#over = true;
      this.#wake?.();
    });
    // Who is busy with the progress looks at the result later.
    this.result.catch(() => undefined);
  }

  /** Leaving the loop early leaves the call running. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Progress, void, undefined> {
    this.#readers++;
    try {
      for (;;) {
        const [value] = this.#waiting.splice(0, 1);
        if (value !== undefined) yield value;
        else if (this.#over) return;
        else await this.#news;
      }
    } finally {
      this.#readers--;
    }
  }

  #take(value: Progress): void {
    this.#waiting = [...this.#waiting, value].slice(this.#readers === 0 ? -1 : -KEPT);
    this.#wake?.();
    this.#news = this.#sleep();
  }

  #sleep(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
