/** The ways in which the page shows the recordings, one at a time. */
export const VIEWS = ["folders", "table", "map", "timeline"] as const;

export type ViewName = (typeof VIEWS)[number];

export function viewOf(wanted: string | undefined): ViewName {
  return VIEWS.find((each) => each === wanted) ?? "folders";
}
