/** Stored windows that sound like a detection, the nearest first: to be heard, seen and judged. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useRef } from "react";
import { score } from "../../i18n/format.js";
import { useSettings } from "../../data/settings.js";
import { SpeciesName } from "../../species/name.js";
import { SmallSpectrogram } from "../../spectrogram/small.js";
import { Failure } from "../../ui/failure.js";
import { parted } from "../../ui/file-name.js";
import { Icon } from "../../ui/icon.js";
import { Loading } from "../../ui/loading.js";
import { TwoLines } from "../../ui/two-lines.js";
import type { Alike, AlikeWindow } from "./alike.js";
import { playOrStop, useIsPlaying } from "./playing.js";
import { type Shown, shownWindow, stretchOf } from "./sounds.js";
import { heardAt } from "../../i18n/heard.js";
import { Verdict } from "../../ui/verdict.js";
import { verdictOf } from "../../data/verdict.js";
import "./similar.css";

const ITEM = ".similar-window";

/** From the item with the focus to another; undefined: the key is for somebody else. */
const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowUp: (at) => Math.max(0, at - 1),
  ArrowDown: (at, last) => Math.min(last, at + 1),
  Home: () => 0,
  End: (_, last) => last,
};

export function Similar({ alike }: { alike: Alike }): React.JSX.Element {
  const { t } = useLingui();
  const { windows, error, isWaiting, inHand } = alike;
  const list = useRef<HTMLDivElement>(null);
  const hand = inHand?.key;
  // A verdict goes on to the next one, and the focus with it.
  useEffect(() => {
    const items = list.current;
    if (hand === undefined || items?.contains(document.activeElement) !== true) return;
    items.querySelector<HTMLElement>(`${ITEM}[aria-selected="true"]`)?.focus();
  }, [hand]);
  if (error !== undefined) return <Failure error={error} />;
  if (windows === undefined) return <Loading />;
  if (windows.length === 0) {
    return (
      <p className="quiet small">
        <Trans>No other stored window is there to compare with.</Trans>
      </p>
    );
  }
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const items = [...(list.current?.querySelectorAll<HTMLElement>(ITEM) ?? [])];
    const at = items.findIndex((each) => each === document.activeElement);
    const to = STEPS[event.key]?.(at, items.length - 1);
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    items[to]?.focus();
  };
  return (
    // A grid, so that the keys of a verdict go to it also while a screen reader is on.
    <div
      ref={list}
      className="similar"
      role="grid"
      aria-label={t`Similar sounds`}
      aria-busy={isWaiting}
      onKeyDown={onKeyDown}
    >
      <div role="row" className="similar-head small quiet">
        <span role="columnheader">
          <span className="unseen">{t`Spectrogram`}</span>
        </span>
        <span role="columnheader">{t`Species`}</span>
        <span role="columnheader">{t`Recording`}</span>
        <span role="columnheader">{t`Score`}</span>
        <span role="columnheader" title={t`1 is the same sound`}>{t`Similarity`}</span>
      </div>
      {windows.map((each, at) => (
        <Item
          key={each.key}
          window={each}
          isInHand={each.key === hand}
          isStop={hand === undefined ? at === 0 : each.key === hand}
          onTake={() => {
            alike.take(each);
          }}
        />
      ))}
    </div>
  );
}

/** Into the list, where it is shown. */
export function focusSimilar(): void {
  document.querySelector<HTMLElement>(`${ITEM}[tabindex="0"]`)?.focus();
}

interface ItemProps {
  window: AlikeWindow;
  isInHand: boolean;
  /** The one of the list that Tab comes to. */
  isStop: boolean;
  onTake: () => void;
}

function Item({ window, isInHand, isStop, onTake }: ItemProps): React.JSX.Element {
  const shown = shownWindow(window);
  const { times } = useSettings(({ settings }) => settings);
  return (
    // Its keys are the page's, which know what has the focus.
    <div
      role="row"
      className="similar-window"
      tabIndex={isStop ? 0 : -1}
      aria-selected={isInHand}
      onFocus={onTake}
      onClick={() => {
        if (window.missingSince === null) playOrStop(shown);
      }}
    >
      <Picture shown={shown} />
      <span role="gridcell">
        {window.species === null ? (
          <span className="quiet">
            <Trans>No detection to judge</Trans>
          </span>
        ) : (
          <SpeciesName species={window.species} common={window.common} />
        )}
      </span>
      <span role="gridcell">
        <TwoLines title={window.path}>
          <span>{parted(window.path).name}</span>
          <span className="quiet">{heardAt(shown, times)}</span>
        </TwoLines>
      </span>
      <span role="gridcell" className="similar-score">
        {window.confidence !== null && score(window.confidence)}
        {window.detection !== undefined && (
          <Verdict
            verdict={verdictOf(window.detection)}
            by={window.detection.verdictBy}
            correctedTo={null}
            isShort
          />
        )}
      </span>
      <span role="gridcell">{score(window.similarity)}</span>
    </div>
  );
}

function Picture({ shown }: { shown: Shown }): React.JSX.Element {
  const { t } = useLingui();
  const playing = useIsPlaying(shown.name);
  const stretch = stretchOf(shown);
  if (shown.missingSince !== null) {
    return (
      <span role="gridcell" className="similar-picture">
        <span className="no-picture small">
          <Trans>not found</Trans>
        </span>
      </span>
    );
  }
  return (
    <span
      role="gridcell"
      className="similar-picture"
      aria-label={playing ? t`playing` : t`spectrogram`}
    >
      <SmallSpectrogram stretch={stretch} highHz={stretch.highHz} width={80} height={36} />
      {playing && <Icon name="stop" size={16} />}
    </span>
  );
}
