/** How the contract's methods are typed as calls. */
import type { Methods, QueryRequest, QueryResult, RowIds, Rows } from "../generated/contract.js";

/** What `query` can be asked for. */
export type Select = keyof Rows;

/** A field of a select's rows. */
export type RowField<S extends Select> = Extract<keyof Rows[S], string>;

/** A question whose `select` is known, and the `fields` that its rows shall have. */
export type Query<S extends Select, F extends readonly RowField<S>[] = readonly []> = Omit<
  QueryRequest,
  "select" | "fields"
> & { select: S; fields?: F };

/**
 * A row of a select: with all fields, or with the chosen ones and its id. Of fields that are only
 * known while the program runs, any may be missing.
 */
export type RowOf<
  S extends Select,
  F extends readonly RowField<S>[] = readonly [],
> = F extends readonly []
  ? Rows[S]
  : number extends F["length"]
    ? Partial<Rows[S]> & Pick<Rows[S], Extract<RowIds[S], keyof Rows[S]>>
    : Pick<Rows[S], F[number] | Extract<RowIds[S], keyof Rows[S]>>;

/** Rows of one kind; at most `LARGEST_PAGE` of them. */
export interface Page<S extends Select, F extends readonly RowField<S>[] = readonly []>
  extends Omit<QueryResult, "rows"> {
  rows: RowOf<S, F>[];
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
