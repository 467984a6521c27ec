/** The columns of the table, and how wide each is. */
import { useLingui } from "@lingui/react/macro";

export const COLUMNS = [
  "picture",
  "species",
  "confidence",
  "heardAt",
  "path",
  "site",
  "verdictAt",
  "model",
  "recorder",
  "survey",
] as const;

export type Column = (typeof COLUMNS)[number];

export const USUAL_COLUMNS: readonly Column[] = COLUMNS.slice(0, 7);

const WIDTHS: Record<Column, string> = {
  picture: "128px",
  species: "minmax(204px, 2fr)",
  confidence: "76px",
  heardAt: "108px",
  path: "minmax(156px, 1.2fr)",
  site: "minmax(64px, 0.7fr)",
  verdictAt: "minmax(96px, 1fr)",
  model: "minmax(90px, 0.7fr)",
  recorder: "minmax(90px, 0.7fr)",
  survey: "minmax(90px, 0.7fr)",
};

/** As the style of a grid; the last column is the menu of the chosen row. */
export function template(columns: readonly Column[]): string {
  return [...columns.map((column) => WIDTHS[column]), "36px"].join(" ");
}

/** The least width of a row, in pixels, with its gaps and ends: below it the table scrolls. */
export function leastWidth(columns: readonly Column[]): number {
  const widths = template(columns).match(/\d+(?=px)/g) ?? [];
  const gaps = 12 * columns.length + 36;
  return widths.reduce((sum, width) => sum + Number(width), gaps);
}

export function useColumnNames(): Record<Column, string> {
  const { t } = useLingui();
  return {
    picture: t`Spectrogram`,
    species: t`Species`,
    confidence: t`Score`,
    heardAt: t`Heard at`,
    path: t`Recording`,
    site: t`Site`,
    verdictAt: t`Verdict`,
    model: t`Model`,
    recorder: t`Recorder`,
    survey: t`Survey`,
  };
}

/** The columns that a memo or an address names, in our order; the usual ones where it names none. */
export function columnsOf(names: unknown): readonly Column[] {
  if (!Array.isArray(names)) return USUAL_COLUMNS;
  const known = COLUMNS.filter((column) => names.includes(column));
  return known.length === 0 ? USUAL_COLUMNS : known;
}
