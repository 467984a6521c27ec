/**
 * A window of rows over an answer of any length: pages that follow each other, loaded at both ends
 * as the person scrolls. What lies far away is dropped, and can be had again by its cursor.
 */

export interface RowPage<Row> {
  rows: readonly Row[];
  nextCursor: string | null;
  prevCursor: string | null;
}

export interface RowWindow<Row> {
  pages: readonly RowPage<Row>[];
  /** Rows that came before all others or after them, in the last change: the table keeps its place. */
  shift: number;
  /** The number of the first loaded row in the whole answer, from 0; undefined after a jump. */
  first: number | undefined;
}

/** 8,000 rows of 200 a page: more than a screen needs, less than a scroller can hold. */
export const MOST_PAGES = 40;

export function emptyWindow<Row>(): RowWindow<Row> {
  return { pages: [], shift: 0, first: undefined };
}

/** A window that begins with pages that follow each other; `first` is their first row's number. */
export function startedAt<Row>(
  pages: readonly RowPage<Row>[],
  first: number | undefined,
): RowWindow<Row> {
  return { pages, shift: 0, first };
}

/** The page after the last one; the first pages give way. */
export function withNext<Row>(window: RowWindow<Row>, page: RowPage<Row>): RowWindow<Row> {
  const all = [...window.pages, page];
  const dropped = all.slice(0, Math.max(0, all.length - MOST_PAGES));
  const gone = sizeOf(dropped);
  const first = window.first === undefined ? undefined : window.first + gone;
  return { pages: all.slice(dropped.length), shift: gone === 0 ? 0 : -gone, first };
}

/** The page before the first one; the last pages give way. */
export function withPrevious<Row>(window: RowWindow<Row>, page: RowPage<Row>): RowWindow<Row> {
  const { pages, first } = window;
  const shift = page.rows.length;
  return {
    pages: [page, ...pages].slice(0, MOST_PAGES),
    shift,
    // Before the very first row there is none, whatever was added meanwhile.
    first: page.prevCursor === null ? 0 : first === undefined ? undefined : first - shift,
  };
}

function sizeOf(pages: readonly RowPage<unknown>[]): number {
  return pages.reduce((sum, { rows }) => sum + rows.length, 0);
}

export function rowsOf<Row>({ pages }: RowWindow<Row>): Row[] {
  return pages.flatMap(({ rows }) => rows);
}

export function cursors({ pages }: RowWindow<unknown>): {
  next: string | null;
  previous: string | null;
} {
  return { next: pages.at(-1)?.nextCursor ?? null, previous: pages[0]?.prevCursor ?? null };
}

/** Change rows where they are, such as after a verdict; all else keeps its identity. */
export function changed<Row>(window: RowWindow<Row>, change: (row: Row) => Row): RowWindow<Row> {
  return {
    ...window,
    shift: 0,
    pages: window.pages.map((page) => {
      const rows = page.rows.map(change);
      return rows.some((row, at) => row !== page.rows[at]) ? { ...page, rows } : page;
    }),
  };
}
