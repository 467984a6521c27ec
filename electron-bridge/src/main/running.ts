import type { Page } from "./ipc.js";

/** Calls of a page that main holds at a time, and the bytes of their params. */
export const MOST_CALLS = 256;
export const MOST_BYTES = 128 * 2 ** 20;

interface Call {
  readonly stop: AbortController;
  readonly bytes: number;
}

/** The calls of one page that are under way; they are never more than main has room for. */
export class Running {
  readonly #calls = new Map<string, Call>();
  #bytes = 0;

  constructor(page: Page, gone: () => void) {
    page.once("destroyed", () => {
      this.endAll();
      gone();
    });
    const endAll = (): void => {
      this.endAll();
    };
    // Not `did-start-navigation`: that is told of navigations too that are then refused, and a
    // click on a link would end a night's work.
    page.on("did-navigate", endAll);
    page.on("render-process-gone", endAll);
  }

  has(id: string): boolean {
    return this.#calls.has(id);
  }

  /** Begin a call; undefined where there are too many. */
  begin(id: string, bytes: number): AbortSignal | undefined {
    // One that is alone may be as long as any.
    const full = this.#calls.size > 0 && this.#bytes + bytes > MOST_BYTES;
    if (full || this.#calls.size >= MOST_CALLS) return undefined;
    const stop = new AbortController();
    this.#calls.set(id, { stop, bytes });
    this.#bytes += bytes;
    return stop.signal;
  }

  end(id: string): void {
    this.#bytes -= this.#calls.get(id)?.bytes ?? 0;
    this.#calls.delete(id);
  }

  cancel(id: string): void {
    this.#calls.get(id)?.stop.abort();
  }

  endAll(): void {
    for (const { stop } of this.#calls.values()) stop.abort();
  }
}
