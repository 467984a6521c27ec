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
  ...{ path: 170, start: 204, duration: 72, sampleRate: 88, site: 100, recorder: 110 },
  ...{ detections: 96, annotations: 80, missingSince: 170 },
};

export const LEAST_WIDTH = Object.values(WIDTHS).reduce((sum, width) => sum + width + 12, 40);

/** As the style of a grid. */
export const TEMPLATE = COLUMNS.map((each) => {
  const width = `${String(WIDTHS[each])}px`;
  return each === "path" ? `minmax(${width}, 1fr)` : width;
}).join(" ");

export const NUMBERS: readonly Column[] = ["duration", "sampleRate", "detections", "annotations"];
