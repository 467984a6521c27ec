/**
 * Long answers of main on their way to the page. A binding of the test takes 40 ms for 200 rows,
 * where Electron takes 2: so the page is told a number, and fetches the answer from the media's server.
 */

/** Shorter ones cross at once. */
const LONG = 4096;

export class Answers {
  #next = 0;
  readonly #waiting = new Map<string, string>();

  /** What the binding hands to the page: all that main answers came to it as JSON. */
  handed(value: unknown): { value: unknown } | { fetch: string } {
    const text = JSON.stringify(value) as string | undefined;
    if (text === undefined || text.length < LONG) return { value };
    const path = `/answer/${String(this.#next++)}`;
    this.#waiting.set(path, text);
    return { fetch: path };
  }

  /** Answers a request for one, once. */
  take({ url }: Request, origin: string): Response | undefined {
    const path = url.replace(/^media:\//, "");
    const text = this.#waiting.get(path);
    if (text === undefined) return undefined;
    this.#waiting.delete(path);
    return new Response(text, { headers: { "Access-Control-Allow-Origin": origin } });
  }
}
