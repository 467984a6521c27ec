/** Small pictures of the best clips; each plays, and leads to its detection. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { PageError } from "../../data/call.js";
import { clock, score } from "../../i18n/format.js";
import { sharedNames, useSiteName } from "../../places/same-name.js";
import { toggle, usePlayer } from "../../sound/player.js";
import { SmallSpectrogram } from "../../spectrogram/small.js";
import { clipOf, stretchOf } from "../../spectrogram/stretch.js";
import { Failure } from "../../ui/failure.js";
import { Icon } from "../../ui/icon.js";
import { Loading } from "../../ui/loading.js";
import { TroubleLine } from "../../ui/trouble.js";
import { detectionsAddress } from "./addresses.js";
import type { Clip } from "./clip-rows.js";
import type { Site } from "./figures.js";

interface ClipsProps {
  species: string;
  clips: readonly Clip[] | undefined;
  /** All sites, which tell whose names are shared; undefined until they are known. */
  sites: readonly Site[] | undefined;
  error: PageError | undefined;
}

const nameOf = ({ detectionId }: Clip): string => `clip ${String(detectionId)}`;

/** Play a clip, or stop it; what is not found has no sound. */
export function playClip(clip: Clip): void {
  if (clip.missingSince === null) toggle(nameOf(clip), clipOf(clip));
}

export function Clips({ species, clips, sites, error }: ClipsProps): React.JSX.Element {
  const { t } = useLingui();
  const shared = sharedNames(sites ?? []);
  const siteName = useSiteName();
  const [stop, setStop] = useState(0);
  const playing = usePlayer(({ name }) => name);
  const trouble = usePlayer((player) => player.trouble);
  if (error !== undefined) return <Failure error={error} />;
  if (clips === undefined) return <Loading />;
  if (clips.length === 0) {
    return (
      <p className="quiet">
        <Trans>Every detection was found wrong, so there is no clip to show.</Trans>
      </p>
    );
  }
  const move = (event: React.KeyboardEvent<HTMLElement>): void => {
    const buttons = [...event.currentTarget.querySelectorAll("button")];
    const at = buttons.findIndex((each) => each === document.activeElement);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: buttons.length - 1 }[
      event.key
    ];
    if (at < 0 || to === undefined || event.altKey) return;
    event.preventDefault();
    buttons[to]?.focus();
  };
  return (
    <>
      <div className="clips" role="grid" aria-label={t`Best clips`} onKeyDown={move}>
        <div role="row" className="clips-row">
          {clips.map((clip, at) => {
            const stretch = stretchOf(clip);
            const isPlaying = playing === nameOf(clip);
            const where =
              clip.site === null ? t`no site` : siteName({ ...clip, site: clip.site }, shared);
            const shown = score(clip.confidence);
            const isGone = clip.missingSince !== null;
            const tabIndex = at === Math.min(stop, clips.length - 1) ? 0 : -1;
            return (
              <div key={clip.detectionId} role="gridcell" className="clip-cell">
                <button
                  type="button"
                  className="clip"
                  tabIndex={tabIndex}
                  aria-label={
                    isGone
                      ? t`not found: ${where}, ${shown}`
                      : isPlaying
                        ? t`Stop: ${where}, ${shown}`
                        : t`Play: ${where}, ${shown}`
                  }
                  aria-disabled={isGone}
                  onFocus={() => {
                    setStop(at);
                  }}
                  onClick={() => {
                    playClip(clip);
                  }}
                >
                  {!isGone ? (
                    <SmallSpectrogram
                      stretch={stretch}
                      highHz={stretch.highHz}
                      width={128}
                      height={48}
                    />
                  ) : (
                    <span className="small quiet clip-gone">{t`not found`}</span>
                  )}
                  {isPlaying && <Icon name="stop" size={16} />}
                </button>
                <a
                  className="small"
                  tabIndex={tabIndex}
                  href={detectionsAddress(species, {}, { row: String(clip.detectionId) })}
                  title={clip.heardAt === null ? undefined : clock(clip.heardAt.slice(0, 19))}
                >
                  {clip.verified === "YES" && (
                    <span className="verdict right">
                      <Icon name="right" size={14} />
                      <span className="unseen">{t`Right`}</span>
                    </span>
                  )}
                  {clip.verified === "UNSURE" && (
                    <span className="verdict unsure">
                      <Icon name="unsure" size={14} />
                      <span className="unseen">{t`Unsure`}</span>
                    </span>
                  )}{" "}
                  <bdi>{where}</bdi> · {shown}
                </a>
              </div>
            );
          })}
        </div>
      </div>
      {trouble !== undefined && (
        <p className="small">
          <TroubleLine told={trouble} />
        </p>
      )}
    </>
  );
}
