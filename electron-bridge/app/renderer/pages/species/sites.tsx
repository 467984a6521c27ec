/** Where a species was heard: by site, with its first and last night and the hours listened. */
import { Trans, useLingui } from "@lingui/react/macro";
import { clock, count, hours, rate } from "../../i18n/format.js";
import { sharedNames, siteWhere, useSiteName } from "../../places/same-name.js";
import { detectionsAddress } from "./addresses.js";
import type { Site } from "./figures.js";

interface SitesProps {
  species: string;
  sites: readonly Site[];
}

export function SiteTable({ species, sites }: SitesProps): React.JSX.Element {
  const { t } = useLingui();
  const shared = sharedNames(sites);
  const siteName = useSiteName();
  const day = (moment: string | null): string =>
    moment === null ? "–" : clock(moment.slice(0, 10));
  return (
    <div className="species-table">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t`Site`}</th>
            <th scope="col">{t`First`}</th>
            <th scope="col">{t`Last`}</th>
            <th scope="col" className="number">
              {t`Nights`}
            </th>
            <th scope="col" className="number">
              {t`Detections`}
            </th>
            <th scope="col" className="number">
              {t`Right`}
            </th>
            <th scope="col" className="number">
              {t`Hours listened`}
            </th>
            <th scope="col" className="number">
              {t`Per hour`}
            </th>
          </tr>
        </thead>
        <tbody>
          {sites.map((site) => (
            <tr key={site.siteId}>
              <th scope="row">
                {site.site === null ? (
                  <span className="quiet">{t`unknown site`}</span>
                ) : (
                  <bdi>{siteName({ ...site, site: site.site }, shared)}</bdi>
                )}
              </th>
              <td>{day(site.first)}</td>
              <td>{day(site.last)}</td>
              <td className="number">{site.detections === 0 ? "–" : count(site.nights)}</td>
              <td className="number">
                {site.detections === 0 ? (
                  <span className="quiet">
                    {site.analysed > 0 ? <Trans>none heard</Trans> : <Trans>not analysed</Trans>}
                  </span>
                ) : (
                  <a href={detectionsAddress(species, siteWhere(site, shared))}>
                    {count(site.detections)}
                  </a>
                )}
              </td>
              <td className="number">
                {site.right === 0 ? (
                  "–"
                ) : (
                  <a
                    href={detectionsAddress(species, {
                      ...siteWhere(site, shared),
                      verified: ["YES"],
                    })}
                  >
                    {count(site.right)}
                  </a>
                )}
              </td>
              <td className="number">{hours(site.analysed)}</td>
              <td className="number">
                {site.analysed > 0 ? rate(site.detections / site.analysed) : "–"}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
