/** The head of a species: its names, its figures, and the way to those before and after it. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { PresenceRow } from "@linnet/electron-bridge/generated/contract.js";
import type { ScoreStep } from "../../plots/score-figure.js";
import { format, go } from "../../routes.js";
import { useFirst } from "../../species/names.js";
import { Button } from "../../ui/button.js";
import { Icon } from "../../ui/icon.js";
import { detectionsAddress } from "./addresses.js";
import type { Site } from "./figures.js";
import { Precision } from "./precision.js";

interface HeadProps {
  species: string;
  common: string | null;
  before: string | undefined;
  after: string | undefined;
  /** Of all sites; undefined where it was not heard, or that is not known yet. */
  all: PresenceRow | undefined;
  steps: readonly ScoreStep[] | undefined;
  sites: readonly Site[] | undefined;
}

export function Head(props: HeadProps): React.JSX.Element {
  const { species, common, before, after, all, steps, sites } = props;
  const { t } = useLingui();
  const first = useFirst()(species, common);
  const nights = all?.nights ?? 0;
  const heard = sites?.filter((site) => site.detections > 0 && site.siteId !== null).length;
  return (
    <header className="page-head species-head">
      <div className="species-title">
        <h1>{first ?? <i>{species}</i>}</h1>
        <p className="quiet">
          {first !== undefined && <i>{species}</i>}
          {first === undefined && common !== null && common !== species && common}
        </p>
      </div>
      {all !== undefined && (
        <ul className="species-figures">
          <li>
            <a href={detectionsAddress(species)}>
              <Plural value={all.detections} one="# detection" other="# detections" />
            </a>
          </li>
          {heard !== undefined && (
            <li>
              <a href={detectionsAddress(species, {}, { g: "site" })}>
                <Plural value={heard} one="# site" other="# sites" />
              </a>
            </li>
          )}
          <li>
            <a
              href={detectionsAddress(species, {}, { g: "date" })}
              title={t`A night goes from noon to noon.`}
            >
              <Plural value={nights} one="# night" other="# nights" />
            </a>
          </li>
          {steps !== undefined && (
            <li>
              <Precision species={species} steps={steps} />
            </li>
          )}
          <li>
            <a href={format({ page: "verify", query: { draw: species } })}>
              <Trans>Verify a sample</Trans>
            </a>
          </li>
          <li>
            <a
              href={format({
                page: "verify",
                query: { where: JSON.stringify({ species: [species] }) },
              })}
            >
              <Trans>Judge all, best first</Trans>
            </a>
          </li>
        </ul>
      )}
      <span className="grow" />
      <Button
        variant="quiet"
        aria-label={t`The species before`}
        isDisabled={before === undefined}
        onPress={() => {
          if (before !== undefined) go("species", { s: before });
        }}
      >
        <Icon name="narrow" size={16} />
      </Button>
      <Button
        variant="quiet"
        aria-label={t`The species after`}
        isDisabled={after === undefined}
        onPress={() => {
          if (after !== undefined) go("species", { s: after });
        }}
      >
        <Icon name="wide" size={16} />
      </Button>
      <Button
        variant="quiet"
        onPress={() => {
          go("species");
        }}
      >
        <Trans>All species</Trans>
      </Button>
    </header>
  );
}
