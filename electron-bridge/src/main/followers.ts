import type { Page } from "./ipc.js";

/** Pages that are told news of one kind, for as long as each is there. */
export class Followers {
  readonly #pages = new Set<Page>();
  readonly #met = new WeakSet<Page>();

  constructor(private readonly channel: string) {}

  /** Tell a page from now on; a page that is loaded again, or has crashed, asks again. */
  add(page: Page): void {
    this.#pages.add(page);
    if (this.#met.has(page)) return;
    this.#met.add(page);
    const leave = (): void => void this.#pages.delete(page);
    page.once("destroyed", leave);
    page.on("render-process-gone", leave);
  }

  send(news: unknown): void {
    for (const page of this.#pages) {
      if (page.isDestroyed()) this.#pages.delete(page);
      else page.send(this.channel, news);
    }
  }
}
