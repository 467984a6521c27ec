/** How the contract's methods are typed as calls. */
import type { Methods, QueryRequest, QueryResult, Rows } from "../generated/contract.js";

/** What `query` can be asked for. */
export type Select = keyof Rows;

/** A question whose `select` is known. */
export type Query<S extends Select> = Omit<QueryRequest, "select"> & { select: S };

/** Rows of one kind; at most `LARGEST_PAGE` of them. */
export interface Page<S extends Select> extends Omit<QueryResult, "rows"> {
  rows: Rows[S][];
}

/** Params and options; params may be left out where none of them is required. */
export type Arguments<Params, Options> =
  Partial<Params> extends Params
    ? [params?: Params | undefined, options?: Options | undefined]
    : [params: Params, options?: Options | undefined];

/** Params, then options, of a method. */
export type Rest<Name extends keyof Methods, Options> = Arguments<Methods[Name]["params"], Options>;

/** What any method may send as progress. */
export type AnyProgress = Methods[keyof Methods]["progress"];
