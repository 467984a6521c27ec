/** The sites of a species: a table, and a map whose circles are detections by hour listened. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { useRows } from "../../data/answer.js";
import { count, hours } from "../../i18n/format.js";
import { type MapSite, SiteMap } from "../../places/map.js";
import { sharedNames, siteWhere, useSiteName } from "../../places/same-name.js";
import { go } from "../../routes.js";
import { detectionsQuery } from "./addresses.js";
import type { Site } from "./figures.js";
import { SiteTable } from "./sites.js";

interface SitesPanelProps {
  species: string;
  sites: readonly Site[];
}

export function SitesPanel({ species, sites }: SitesPanelProps): React.JSX.Element {
  const { t } = useLingui();
  const placed = usePlaced(sites);
  const heard = sites.filter(({ detections }) => detections > 0);
  return (
    <section className="card species-sites" aria-label={t`Sites`}>
      <h2>
        <Trans>Sites</Trans>
      </h2>
      {heard.length === 1 && (
        <p className="quiet small">
          <Trans>It was heard at one site alone.</Trans>
        </p>
      )}
      <div className="species-where">
        <div className="species-table">
          <SiteTable species={species} sites={sites} />
          <p className="quiet small">
            <Trans>
              First and last are days of the calendar. A night goes from noon to noon, so the
              morning belongs to the night before.
            </Trans>
          </p>
        </div>
        {placed.length > 0 && (
          <figure className="species-map">
            <div className="species-map-area">
              <SiteMap
                label={t`Sites by detections per hour listened`}
                sites={placed}
                onChoose={(id) => {
                  const site = sites.find(({ siteId }) => siteId === id);
                  if (site?.detections) {
                    go("detections", detectionsQuery(species, siteWhere(site, sharedNames(sites))));
                  }
                }}
              />
            </div>
            <figcaption className="quiet small">
              <Trans>
                Circles: detections per hour listened; empty: none heard; dashed: not analysed. The
                table has all sites.
              </Trans>
            </figcaption>
          </figure>
        )}
      </div>
    </section>
  );
}

/** Those of the sites that have coordinates, as the map takes them. */
function usePlaced(sites: readonly Site[]): MapSite[] {
  const { t } = useLingui();
  const siteName = useSiteName();
  const ids = sites.flatMap(({ siteId }) => (siteId === null ? [] : [siteId]));
  const limit = Math.max(1, Math.min(1000, ids.length));
  const { value } = useRows(
    ids.length === 0 ? undefined : { select: "sites", where: { siteId: ids }, limit },
  );
  return useMemo(() => {
    const shared = sharedNames(sites);
    return (value?.rows ?? []).flatMap(({ siteId, latitude, longitude }): MapSite[] => {
      const site = sites.find((each) => each.siteId === siteId);
      if (site === undefined || latitude === null || longitude === null) return [];
      const name = site.site === null ? "" : siteName({ ...site, site: site.site }, shared);
      const [heard, listened] = [count(site.detections), hours(site.analysed)];
      const title = `${name}: ${t`${heard} in ${listened}`}`;
      const per = site.analysed > 0 ? site.detections / site.analysed : null;
      return [{ id: siteId, name, latitude, longitude, value: per, title }];
    });
  }, [value, sites, siteName, t]);
}
