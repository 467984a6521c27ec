/** Sites of several surveys may have one name: then the survey tells them apart. */
import { useLingui } from "@lingui/react/macro";
import { useCallback } from "react";

export interface NamedSite {
  /** Null: no site, or a site without a name. */
  site: string | null;
  /** Undefined: not known yet. */
  survey?: string | null | undefined;
}

/** The names that several of the sites have. */
export function sharedNames(sites: readonly Pick<NamedSite, "site">[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const { site } of sites) {
    if (site === null) continue;
    if (seen.has(site)) shared.add(site);
    seen.add(site);
  }
  return shared;
}

/** Filters that a site alone passes; Detections shows each of them as a chip. */
export function siteWhere(
  { site, survey }: NamedSite,
  shared: ReadonlySet<string>,
): { site: (string | null)[]; survey?: (string | null)[] } {
  const isShared = site !== null && shared.has(site) && survey !== undefined;
  return { site: [site], ...(isShared && { survey: [survey] }) };
}

/** The name of a site, with its survey where another site has the same name. */
export function useSiteName(): (
  of: NamedSite & { site: string },
  shared: ReadonlySet<string>,
) => string {
  const { t } = useLingui();
  return useCallback(
    ({ site, survey }, shared) => {
      if (!shared.has(site) || survey === undefined) return site;
      return survey === null ? t`${site} (no survey)` : `${site} (${survey})`;
    },
    [t],
  );
}
