/** The sites of a species. */
import { Trans, useLingui } from "@lingui/react/macro";
import type { Site } from "./figures.js";
import { SiteTable } from "./sites.js";

interface SitesPanelProps {
  species: string;
  sites: readonly Site[];
}

export function SitesPanel({ species, sites }: SitesPanelProps): React.JSX.Element {
  const { t } = useLingui();
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
      <div className="species-table">
        <SiteTable species={species} sites={sites} />
      </div>
    </section>
  );
}
