/** The columns of the table, and how wide they are. */
export const COLUMNS = [
  "path",
  "start",
  "duration",
  "sampleRate",
  "site",
  "recorder",
  "detections",
  "annotations",
  "missingSince",
] as const;

export type Column = (typeof COLUMNS)[number];

/** Their least widths in pixels; the first takes the rest. */
const WIDTHS: Record<Column, number> = {
  ...{ path: 220, start: 190, duration: 80, sampleRate: 80, site: 110, recorder: 130 },
  ...{ detections: 90, annotations: 80, missingSince: 120 },
};

export const LEAST_WIDTH = Object.values(WIDTHS).reduce((sum, width) => sum + width + 12, 40);

/** As the style of a grid. */
export const TEMPLATE = COLUMNS.map((each) => {
  const width = `${String(WIDTHS[each])}px`;
  return each === "path" ? `minmax(${width}, 1fr)` : width;
}).join(" ");

export const NUMBERS: readonly Column[] = ["duration", "sampleRate", "detections", "annotations"];
