/** Pages of `query`, and their rows, one after the other. */
import { throwIfAborted } from "./errors.js";
import { LARGEST_PAGE } from "../generated/contract.js";
import type { RunOptions } from "./options.js";
import type { Page, Query, Select } from "./types.js";

/** What is needed of SidecarClient, or of the supervisor. */
export interface Questioned {
  call<S extends Select>(method: "query", params: Query<S>, options?: RunOptions): Promise<Page<S>>;
}

/**
 * Ask for page after page, from `cursor` on if it is given. `limit` is the length of a page, 1,000
 * unless given, and more than that is refused; `timeoutMs` is for each page.
 */
export async function* pages<S extends Select>(
  client: Questioned,
  params: Query<S>,
  options: RunOptions = {},
): AsyncGenerator<Page<S>, void, undefined> {
  let next = params.cursor ?? null;
  do {
    const asked = { limit: LARGEST_PAGE, ...params, cursor: next };
    const page = await client.call("query", asked, options);
    yield page;
    next = page.nextCursor;
  } while (next !== null);
}

/** Ask for all rows, as `pages` does; leaving the loop asks for no further page. */
export async function* rows<S extends Select>(
  client: Questioned,
  params: Query<S>,
  options: RunOptions = {},
): AsyncGenerator<Page<S>["rows"][number], void, undefined> {
  for await (const page of pages(client, params, options)) {
    for (const row of page.rows) {
      throwIfAborted(options.signal);
      yield row;
    }
  }
}
