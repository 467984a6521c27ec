/** Pages of `query`, and their rows, one after the other. */
import { throwIfAborted } from "./errors.js";
import { LARGEST_PAGE } from "../generated/contract.js";
import type { RunOptions } from "./options.js";
import type { Page, Query, RowField, RowOf, Select } from "./types.js";

/** What is needed of SidecarClient, or of the supervisor. */
export interface Questioned {
  call<S extends Select, const F extends readonly RowField<S>[] = readonly []>(
    method: "query",
    params: Query<S, F>,
    options?: RunOptions,
  ): Promise<Page<S, F>>;
}

/**
 * Ask for page after page, from `cursor` or `at` on if it is given. `limit` is the length of a page, 1,000
 * unless given, and more than that is refused; `timeoutMs` is for each page.
 */
export async function* pages<
  S extends Select,
  const F extends readonly RowField<S>[] = readonly [],
>(
  client: Questioned,
  params: Query<S, F>,
  options: RunOptions = {},
): AsyncGenerator<Page<S, F>, void, undefined> {
  let asked: Query<S, F> = { limit: LARGEST_PAGE, ...params };
  for (;;) {
    const page = await client.call("query", asked, options);
    yield page;
    if (page.nextCursor === null) return;
    asked = { ...asked, cursor: page.nextCursor, at: null, before: 0 };
  }
}

/** Ask for all rows, as `pages` does; leaving the loop asks for no further page. */
export async function* rows<S extends Select, const F extends readonly RowField<S>[] = readonly []>(
  client: Questioned,
  params: Query<S, F>,
  options: RunOptions = {},
): AsyncGenerator<RowOf<S, F>, void, undefined> {
  for await (const page of pages(client, params, options)) {
    for (const row of page.rows) {
      throwIfAborted(options.signal);
      yield row;
    }
  }
}
