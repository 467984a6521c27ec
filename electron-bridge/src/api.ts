/** What a page sees of the sidecar, and how it crosses from page to main process. */
import type * as OwnErrors from "./call/errors.js";
import type { Arguments, Page, Query, RowField, Select } from "./call/types.js";
import type { CatalogNotice, Methods } from "./generated/contract.js";
import type { JobAsked, JobsNews, JobsSnapshot } from "./jobs.js";

/** The bridge itself calls it; no page may. */
export const KEPT = "initialize";

/** `models/list` is `modelsList` in a page. */
export type PageName<Name extends string> = Name extends `${infer First}/${infer Rest}`
  ? `${First}${Capitalize<PageName<Rest>>}`
  : Name;

/** The bridge's own kinds of errors, beside those of `ERROR_CODES`. */
export type BridgeErrorKind =
  | Exclude<
      keyof typeof OwnErrors,
      "ResponseError" | "AbortError" | "SidecarCrashed" | "throwIfAborted"
    >
  | "Crashed"
  | "NotAllowed"
  | "TooManyCalls"
  | "TooManyJobs"
  | "NoSuchJob"
  | "InternalError"
  | "Error";

/** What went wrong, as plain data: errors lose their own fields on their way to a page. */
export interface PageError {
  code: number;
  /** Such as ModelNotInstalled: a name of `ERROR_CODES`, or a `BridgeErrorKind`. */
  kind: string;
  message: string;
  hint?: string;
  path?: string;
  /** The field of the request that is wrong, such as `unit` or `species.0`. */
  field?: string;
}

export type Outcome<Value> = { ok: true; value: Value } | { ok: false; error: PageError };

export interface PageOptions<Progress> {
  onProgress?: (value: Progress) => void;
  /** Resolve it to cancel. (An AbortSignal cannot cross into a page's isolated world.) */
  cancel?: Promise<unknown>;
}

/** `window.linnet`: one function for each method, what main keeps for the page, and notices. */
export type LinnetApi = MethodsApi & { jobs: JobsApi; state: StateApi } & Watched;

/** Long calls that main owns: they outlive the page, and a restart of the engine. */
export interface JobsApi {
  /** Start a job, or let it wait for its turn. The same params are allowed as in a call. */
  start: (asked: JobAsked) => Promise<Outcome<{ id: number }>>;
  /** End a job for good; what is done stays done. */
  cancel: (id: number) => Promise<Outcome<null>>;
  /** Cancel a job so that it can go on later; a waiting one is put aside. */
  pause: (id: number) => Promise<Outcome<null>>;
  /** Let a paused or interrupted job go on where it stopped. */
  goOn: (id: number) => Promise<Outcome<null>>;
  /** Put a waiting job before another one, or last. */
  move: (id: number, before: number | null) => Promise<Outcome<null>>;
  /** Forget a job that does not run. */
  remove: (id: number) => Promise<Outcome<null>>;
  list: () => Promise<Outcome<JobsSnapshot>>;
  /** Be told everything now, then each change; returns what ends that. */
  follow: (listener: (news: JobsNews) => void) => () => void;
}

/** How the engine is. */
export interface EngineState {
  state: "stopped" | "starting" | "ready" | "restarting" | "failed" | "stopping";
  /** Names the open project, for as long as it is open; another opening has another number. */
  project: number;
  /** Why it failed. */
  error?: PageError;
  /** The last lines that it logged before it failed. */
  stderr?: string[];
}

export interface StateApi {
  /** Undefined where main has no engine to tell of. */
  get: () => Promise<EngineState | undefined>;
  /** Be told the state now and each change; returns what ends that. */
  follow: (listener: (state: EngineState) => void) => () => void;
}

type MethodsApi = {
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

/** `query` of a page; the rows are those of its `select`, with its `fields`. */
type Ask = <S extends Select, const F extends readonly RowField<S>[] = readonly []>(
  params: Query<S, F>,
  options?: PageOptions<Methods["query"]["progress"]>,
) => Promise<Outcome<Page<S, F>>>;

declare global {
  interface Window {
    linnet: LinnetApi;
  }
}

/** Channels between preload and main. */
export const CALL = "linnet:call";
export const CANCEL = "linnet:cancel";
export const PROGRESS = "linnet:progress";
export const JOBS = "linnet:jobs";
export const JOBS_NEWS = "linnet:jobs-news";
export const STATE = "linnet:state";

/** What a page asks of the jobs; `JobsApi` has the words. */
export type JobsCall =
  | { ask: "start"; job: JobAsked; project?: number | undefined }
  | { ask: "cancel" | "pause" | "goOn" | "remove"; id: number }
  | { ask: "move"; id: number; before: number | null }
  | { ask: "list" | "follow" };
export const CATALOG = "linnet:catalog";
/** A page begins or ends listening: true or false. */
export const WATCH = "linnet:watch";

/** A call on its way to main; `id` is the page's own and names it in progress and cancel. */
export interface PageCall {
  id: string;
  method: string;
  params: unknown;
  progress: boolean;
  /** The project that the page shows: a call meant for another one is refused. */
  project?: number | undefined;
}
