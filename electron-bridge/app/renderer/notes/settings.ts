/** Settings of a request in the words of the page that asks for them, and those that did nothing. */
import { plural, t } from "@lingui/core/macro";
import { english } from "../ui/plain.js";

/** A threshold of one species, which the engine names with the species. */
const OF_SPECIES = "speciesConfidence.";

/** A setting that no page has keeps the name that the engine knows it by. */
function settingName(field: string): string {
  const names: Record<string, string> = {
    model: t`Model`,
    minConfidence: t`Threshold`,
    speciesList: t`Only these species`,
    excludeSpecies: t`Never these species`,
    overlap: t`Overlap of windows (s)`,
    sensitivity: t`Sensitivity`,
    mergeConsecutive: t`Windows in a row to join`,
    topK: t`Species per window, at most`,
    skipBelow: t`Leave out windows quieter than (dBFS)`,
    channel: t`Channel`,
    threads: t`Processor cores to use`,
    location: t`Place and week`,
    "location.latitude": t`Latitude`,
    "location.longitude": t`Longitude`,
    "location.week": t`Week`,
  };
  if (field.startsWith(OF_SPECIES)) {
    const species = field.slice(OF_SPECIES.length);
    return t`Threshold of ${species}`;
  }
  return names[field] ?? field;
}

/** Which settings had no effect; why, where the engine says so in the page's language. */
export function noEffect(count: number, what: string, fields: readonly string[]): string {
  const why = english(what);
  const named = fields.map((field) => {
    const name = settingName(field);
    return t`“${name}”`;
  });
  if (named.length === 0) {
    return (
      why ?? plural(count, { one: "# setting had no effect.", other: "# settings had no effect." })
    );
  }
  const names = [...named, ...(count > named.length ? ["…"] : [])].join(", ");
  if (why !== undefined) return t`${names}: ${why}`;
  return plural(count, { one: `${names} had no effect.`, other: `${names} had no effect.` });
}
