import type { Methods } from "../generated/contract.js";
import type { CallOptions, RunOptions } from "./options.js";
import { Run } from "./run.js";
import type { AnyProgress, Page, Query, Rest, RowField, Select } from "./types.js";

/** How a method is called: `query` gives rows of its `select`, with its `fields`, any other method its result. */
export interface Call {
  <S extends Select, const F extends readonly RowField<S>[] = readonly []>(
    method: "query",
    params: Query<S, F>,
    options?: CallOptions<Methods["query"]["progress"]>,
  ): Promise<Page<S, F>>;
  <Name extends keyof Methods>(
    method: Name,
    ...rest: Rest<Name, CallOptions<Methods[Name]["progress"]>>
  ): Promise<Methods[Name]["result"]>;
}

/** What calls methods: a running sidecar, or one that is started again when it crashes. */
export interface Calls {
  /** Call a method. */
  readonly call: Call;
  /** Call a method whose progress is iterated. */
  readonly run: <Name extends keyof Methods>(
    method: Name,
    ...rest: Rest<Name, RunOptions>
  ) => Run<Methods[Name]["progress"], Methods[Name]["result"]>;
}

/** Sends a call; any method, with params and options of any type. */
type Send = (
  method: keyof Methods,
  params: object,
  options: CallOptions<AnyProgress>,
) => Promise<unknown>;

/** Give `send` the types of the contract. */
export function callWith(send: Send): Call {
  const call = (
    method: keyof Methods,
    params: object = {},
    options: CallOptions<AnyProgress> = {},
  ): Promise<unknown> => send(method, params, options);
  return call as Call;
}

/** Make a `run` of a `call`. */
export function runWith(call: Call): Calls["run"] {
  return (method, ...[params = {}, options = {}]) =>
    new Run((onProgress) => call(method, ...([params, { ...options, onProgress }] as never)));
}
