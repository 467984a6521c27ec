/** The seconds around what is shown, as a picture and as sound. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useSettings } from "../../data/settings.js";
import { SpeciesName } from "../../species/name.js";
import { LargeSpectrogram } from "../../spectrogram/large.js";
import { Button } from "../../ui/button.js";
import { FileName } from "../../ui/file-name.js";
import { Icon } from "../../ui/icon.js";
import { playOrStop, useIsPlaying } from "./playing.js";
import { clipOf, contextName, contextOf, type Shown, stretchOf } from "./sounds.js";
import { axisTime, heardAt } from "../../i18n/heard.js";

interface ContextProps {
  shown: Shown;
  /** It is a window that is like the row, and not the row itself. */
  isAlike: boolean;
}

export function Context({ shown, isAlike }: ContextProps): React.JSX.Element {
  const { t } = useLingui();
  const { times } = useSettings(({ settings }) => settings);
  const { name } = shown;
  const playing = useIsPlaying(name);
  const stretch = contextOf(shown);
  const missing = shown.missingSince !== null;
  const species = shown.species ?? t`a window without a detection`;
  const from = heardAt(shown, times);
  const seconds = Math.round(stretch.end - stretch.start);
  const top = stretchOf(shown).highHz ?? (shown.sampleRate ?? 48_000) / 2;
  return (
    <div className="drawer-context">
      {missing ? (
        <p className="no-picture drawer-missing">
          <Trans>The recording was not found. Its verdicts and facts are kept.</Trans>
        </p>
      ) : (
        <LargeSpectrogram
          stretch={stretch}
          highHz={top}
          box={shown}
          label={t`Spectrogram of ${seconds} seconds around ${species}, ${from}`}
          timeText={axisTime(shown.recordedAt, times)}
          playing={[
            { name: contextName(name), start: stretch.start },
            { name, start: clipOf(shown).start },
          ]}
        />
      )}
      <div className="drawer-line">
        <Button
          isDisabled={missing}
          onPress={() => {
            playOrStop(shown, "context");
          }}
        >
          <Icon name={playing ? "stop" : "play"} size={16} />{" "}
          {playing ? <Trans>Stop</Trans> : <Trans>Play {seconds} s</Trans>}
        </Button>
        {shown.species === null ? (
          <span className="quiet">
            <Trans>This window has no detection to judge.</Trans>
          </span>
        ) : (
          <SpeciesName species={shown.species} common={shown.common} />
        )}
        {isAlike && (
          <span className="drawer-alike">
            <FileName path={shown.path} />
          </span>
        )}
      </div>
    </div>
  );
}
