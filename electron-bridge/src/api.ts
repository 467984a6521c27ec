/** What a page sees of the sidecar, and how it crosses from page to main process. */
import type { Arguments, Page, Query, Select } from "./call/types.js";
import type { CatalogNotice, Methods } from "./generated/contract.js";

/** The bridge itself calls it; no page may. */
export const KEPT = "initialize";

/** `models/list` is `modelsList` in a page. */
export type PageName<Name extends string> = Name extends `${infer First}/${infer Rest}`
  ? `${First}${Capitalize<PageName<Rest>>}`
  : Name;

/** What went wrong, as plain data: errors lose their own fields on their way to a page. */
export interface PageError {
  code: number;
  /** Such as ModelNotInstalled; "NotAllowed", "TooManyCalls" and "Crashed" are the bridge's own. */
  kind: string;
  message: string;
  hint?: string;
  path?: string;
}

export type Outcome<Value> = { ok: true; value: Value } | { ok: false; error: PageError };

export interface PageOptions<Progress> {
  onProgress?: (value: Progress) => void;
  /** Resolve it to cancel. (An AbortSignal cannot cross into a page's isolated world.) */
  cancel?: Promise<unknown>;
}

/** `window.linnet`: one function for each method, and `onCatalog`. */
export type LinnetApi = Watched & {
  [Name in Exclude<keyof Methods, typeof KEPT> as PageName<Name>]: Name extends "query"
    ? Ask
    : (
        ...rest: Arguments<
          Omit<Methods[Name]["params"], "progress">,
          PageOptions<Methods[Name]["progress"]>
        >
      ) => Promise<Outcome<Methods[Name]["result"]>>;
};

interface Watched {
  /** Listen to what changes in the catalog, whoever changes it; returns what ends that. */
  onCatalog(listener: (notice: CatalogNotice) => void): () => void;
}

/** `query` of a page; the rows are those of its `select`. */
type Ask = <S extends Select>(
  params: Query<S>,
  options?: PageOptions<Methods["query"]["progress"]>,
) => Promise<Outcome<Page<S>>>;

declare global {
  interface Window {
    linnet: LinnetApi;
  }
}

/** Channels between preload and main. */
export const CALL = "linnet:call";
export const CANCEL = "linnet:cancel";
export const PROGRESS = "linnet:progress";
export const CATALOG = "linnet:catalog";
/** A page begins or ends listening: true or false. */
export const WATCH = "linnet:watch";

/** A call on its way to main; `id` is the page's own and names it in progress and cancel. */
export interface PageCall {
  id: string;
  method: string;
  params: unknown;
  progress: boolean;
}
