import { readAddress, type MediaAddress } from "../addresses.js";
import { asPageError } from "./failures.js";
import type { Caller } from "./ipc.js";

/** Calls for bytes that are under way at a time, and that wait; the engine draws two at a time. */
const MOST_AT_ONCE = 4;
const MOST_WAITING = 256;

/** HTTP's words for what an engine answers. */
const STATUS: Readonly<Record<string, number>> = {
  RequestCancelled: 499,
  InvalidParams: 400,
  RecordingNotFound: 404,
};

export interface BytesOptions {
  /** The page's own origin: only it may read what it fetches. */
  origin?: string;
  /** The open project; addresses that name another one lead nowhere. */
  project?: () => number;
}

/** What a kind of address asks of the engine, and how the answer is told. */
export interface Served<Address extends MediaAddress> {
  kind: Address["kind"];
  ask: (address: Address) => { method: string; params: Record<string, unknown> };
  /** What of the result is the content, in base64, and what is said of it. */
  tell: (result: unknown, address: Address) => { data: string; headers: Record<string, string> };
}

/** Answers requests of a page with bytes from the engine, undone from base64 in main. */
export class Bytes<Address extends MediaAddress> {
  readonly #waiting: (() => void)[] = [];
  #free = MOST_AT_ONCE;

  constructor(
    private readonly client: Caller,
    private readonly served: Served<Address>,
    private readonly options: BytesOptions = {},
  ) {}

  /** For Electron's `protocol.handle`. A page that gives a request up cancels the call. */
  readonly handle = async (request: Request): Promise<Response> => {
    const { project } = this.options;
    const address = readAddress(request.url);
    if (address?.kind !== this.served.kind) return this.#say(404);
    if (address.project !== undefined && address.project !== project?.()) return this.#say(404);
    if (request.method !== "GET") return this.#say(405, { Allow: "GET" });
    if (this.#waiting.length >= MOST_WAITING) return this.#say(503, { "Retry-After": "1" });
    const { signal } = request;
    await this.#turn();
    try {
      signal.throwIfAborted();
      return await this.#answer(address as Address, signal);
    } catch (error) {
      const { kind, message } = asPageError(error);
      // A page reads the sentence; the words hold no path that it did not have.
      const headers = { "Content-Type": "text/plain; charset=utf-8", "Linnet-Error": kind };
      return this.#say(STATUS[kind] ?? 500, headers, Buffer.from(message));
    } finally {
      this.#free++;
      this.#waiting.shift()?.();
    }
  };

  async #answer(address: Address, signal: AbortSignal): Promise<Response> {
    const { method, params } = this.served.ask(address);
    const result = await this.client.call(method as never, params as never, { signal });
    const { data, headers } = this.served.tell(result, address);
    return this.#say(200, headers, Buffer.from(data, "base64"));
  }

  async #turn(): Promise<void> {
    if (this.#free-- > 0) return;
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #say(status: number, headers: Record<string, string> = {}, body?: Buffer): Response {
    return new Response(body === undefined ? null : new Uint8Array(body), {
      status,
      headers: { ...common(this.options.origin), "Cache-Control": "no-store", ...headers },
    });
  }
}

/** What is said with every answer of the scheme. */
export function common(origin: string | undefined): Record<string, string> {
  return {
    "X-Content-Type-Options": "nosniff",
    ...(origin === undefined
      ? {}
      : { "Access-Control-Allow-Origin": origin, "Access-Control-Expose-Headers": "*" }),
  };
}
