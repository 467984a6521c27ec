/** Beside one clip: clips of its species that are right elsewhere, each to be seen and heard. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useSettings } from "../../data/settings.js";
import { score } from "../../i18n/format.js";
import { heardAt } from "../../i18n/heard.js";
import { KeyName } from "../../keys/key-name.js";
import { SmallSpectrogram } from "../../spectrogram/small.js";
import { clipOf } from "../../spectrogram/stretch.js";
import { Icon } from "../../ui/icon.js";
import { bandOf, type Look } from "../../judging/looks.js";
import { type Reference, toggleReference, useIsPlayed } from "./references.js";
import { PICTURE } from "../../judging/tile.js";

interface ReferenceListProps {
  references: readonly Reference[];
  look: Look;
}

export function ReferenceList({ references, look }: ReferenceListProps): React.JSX.Element {
  const { t } = useLingui();
  return (
    <section className="references" aria-label={t`Right clips of other sites`}>
      <h2 className="small quiet">
        <Trans>Right elsewhere</Trans> <KeyName of="verify.reference" />
      </h2>
      {references.length === 0 && (
        <p className="quiet small">
          <Trans>No clip of another site has been found right yet.</Trans>
        </p>
      )}
      <ul>
        {references.map((each) => (
          <ReferenceClip key={each.detectionId} reference={each} look={look} />
        ))}
      </ul>
    </section>
  );
}

function ReferenceClip(props: { reference: Reference; look: Look }): React.JSX.Element {
  const { reference, look } = props;
  const { t } = useLingui();
  const times = useSettings(({ settings }) => settings.times);
  const isPlayed = useIsPlayed(reference);
  const site = reference.site ?? t`no site`;
  const when = heardAt(reference, times);
  return (
    <li>
      <button
        type="button"
        className="reference"
        onClick={() => {
          toggleReference(reference, look);
        }}
      >
        <span className="unseen">{isPlayed ? t`Stop` : t`Play`}</span>
        <span className="tile-picture">
          <SmallSpectrogram
            stretch={clipOf(reference, look.beside)}
            {...bandOf(reference, look)}
            {...PICTURE}
          />
          {isPlayed && (
            <span className="tile-playing">
              <Icon name="stop" size={16} />
            </span>
          )}
        </span>
        <span className="tile-line">
          <b>{score(reference.confidence)}</b>
          <span className="tile-site">{site}</span>
        </span>
        <span className="tile-line small quiet">{when}</span>
      </button>
    </li>
  );
}
