/** The sites that can be chosen; those that share their name are told apart by their survey. */
import { useRows } from "../../data/answer.js";
import { type NamedSite, sharedNames, useSiteName } from "../../places/same-name.js";
import type { Filters } from "./filters.js";

type Place = Pick<Filters, "site" | "survey">;

export interface SiteChoice extends Place {
  key: string;
  text: string;
}

export function siteKey({ site, survey }: Place): string {
  return JSON.stringify(survey === undefined ? [site] : [site, survey]);
}

/** Sites of the project; one that is filtered by stays, also where no site has it any more. */
export function useSiteChoices(chosen: Place): SiteChoice[] {
  const siteName = useSiteName();
  const { value } = useRows({ select: "sites", orderBy: ["site", "survey"], limit: 1000 });
  return choicesOf(value?.rows ?? [], chosen, siteName);
}

export function choicesOf(
  rows: readonly NamedSite[],
  { site, survey }: Place,
  siteName: ReturnType<typeof useSiteName>,
): SiteChoice[] {
  const shared = sharedNames(rows);
  const places = rows.flatMap((row): (Place & { site: string })[] => {
    if (row.site === null) return [];
    return [{ site: row.site, survey: shared.has(row.site) ? row.survey : undefined }];
  });
  const keys = new Set(places.map(siteKey));
  if (site !== undefined && !keys.has(siteKey({ site, survey }))) places.unshift({ site, survey });
  return places.map((place) => ({
    ...{ ...place, key: siteKey(place) },
    // What is filtered by is named in full.
    text: siteName(place, new Set([...shared, place.site])),
  }));
}
