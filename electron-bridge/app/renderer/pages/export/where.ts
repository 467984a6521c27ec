/** The filters of an export: those of the address, made fit for the rows that are wanted. */
import type { Kind, Where } from "./setup.js";

/** Filters on detections that labels have too. */
const OF_LABELS = new Set([
  ...["species", "speciesId", "common", "verified", "verdictBy", "path", "recordingId"],
  ...["start", "end", "date", "heardAt", "timeOfDay", "dayOfYear", "month", "season"],
  ...["site", "siteId", "survey", "surveyId", "recorder", "recorderId", "deploymentId"],
  ...["comment", "lowHz", "highHz", "annotationId", "regionId"],
]);

/** What labels call otherwise. */
const OTHER_NAMES: Readonly<Record<string, string>> = { verdictBy: "labeler", heardAt: "date" };

/** The filters that the engine gets, and those that do not concern what is wanted. */
export function wanted(given: Where, kind: Kind): { where: Where; leftOut: string[] } {
  if (kind === "heard") return { where: given, leftOut: [] };
  if (kind === "right")
    return { where: { ...given, verified: right(given.verified) }, leftOut: [] };
  const where: Where = { isHuman: 1 };
  const leftOut: string[] = [];
  for (const [name, condition] of Object.entries(given)) {
    if (OF_LABELS.has(name)) where[OTHER_NAMES[name] ?? name] = condition;
    else leftOut.push(name);
  }
  return { where, leftOut };
}

/** Right, and what the filter asks besides: then nothing passes, and that is said. */
function right(given: Where[string] | undefined): Where[string] {
  if (given === undefined) return "YES";
  if (typeof given === "object" && given !== null && !Array.isArray(given)) {
    return { ...given, ...(given.eq == null ? { eq: "YES" } : { in: ["YES"] }) };
  }
  return { in: Array.isArray(given) ? given : [given], eq: "YES" };
}
