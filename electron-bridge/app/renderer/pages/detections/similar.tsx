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
import { shownWindow, stretchOf } from "./sounds.js";
import { heardAt } from "./times.js";
import { useVerdictWords, Verdict } from "./verdict.js";
import { verdictOf } from "./verdicts.js";
import "./similar.css";

/** From the item with the focus to another; undefined: the key is for somebody else. */
const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowUp: (at) => Math.max(0, at - 1),
  ArrowDown: (at, last) => Math.min(last, at + 1),
  Home: () => 0,
  End: (_, last) => last,
};

export function Similar({ alike }: { alike: Alike }): React.JSX.Element {
  const { t } = useLingui();
  const { windows, error, inHand } = alike;
  const list = useRef<HTMLUListElement>(null);
  const hand = inHand?.key;
  // A verdict goes on to the next one, and the focus with it.
  useEffect(() => {
    const items = list.current;
    if (hand === undefined || items?.contains(document.activeElement) !== true) return;
    items.querySelector<HTMLElement>('[aria-current="true"]')?.focus();
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
    const items = [...(list.current?.querySelectorAll("button") ?? [])];
    const at = items.findIndex((each) => each === document.activeElement);
    const to = STEPS[event.key]?.(at, items.length - 1);
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    items[to]?.focus();
  };
  return (
    <>
      <p className="similar-head small quiet" aria-hidden="true">
        <span />
        <span>{t`Species`}</span>
        <span>{t`Recording`}</span>
        <span>{t`Score`}</span>
        <span title={t`1 is the same sound`}>{t`Similarity`}</span>
      </p>
      <ul ref={list} className="similar-list" onKeyDown={onKeyDown}>
        {windows.map((each, at) => (
          <li key={each.key}>
            <Item
              window={each}
              isInHand={each.key === hand}
              isStop={hand === undefined ? at === 0 : each.key === hand}
              onTake={() => {
                alike.take(each);
              }}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

/** Into the list, where it is shown. */
export function focusSimilar(): void {
  document.querySelector<HTMLElement>('.similar-list button[tabindex="0"]')?.focus();
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
  const missing = window.missingSince !== null;
  const playing = useIsPlaying(shown.name);
  const { times } = useSettings(({ settings }) => settings);
  const stretch = stretchOf(shown);
  return (
    <button
      type="button"
      className="similar-window"
      tabIndex={isStop ? 0 : -1}
      aria-label={useWords(window)}
      aria-current={isInHand}
      aria-pressed={playing}
      onFocus={onTake}
      onClick={() => {
        if (!missing) playOrStop(shown);
      }}
    >
      <span className="similar-picture">
        {missing ? (
          <span className="no-picture small">
            <Trans>not found</Trans>
          </span>
        ) : (
          <SmallSpectrogram stretch={stretch} highHz={stretch.highHz} width={80} height={36} />
        )}
        {playing && <Icon name="stop" size={16} />}
      </span>
      {window.species === null ? (
        <span className="quiet">
          <Trans>No detection to judge</Trans>
        </span>
      ) : (
        <SpeciesName species={window.species} common={window.common} />
      )}
      <TwoLines title={window.path}>
        <span>{parted(window.path).name}</span>
        <span className="quiet">{heardAt(shown, times)}</span>
      </TwoLines>
      <span className="similar-score">
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
      <span>{score(window.similarity)}</span>
    </button>
  );
}

/** All that the item shows, as one sentence. */
function useWords(window: AlikeWindow): string {
  const { t } = useLingui();
  const words = useVerdictWords();
  const { times } = useSettings(({ settings }) => settings);
  const { species, detection, confidence } = window;
  const { name } = parted(window.path);
  const at = heardAt(window, times);
  const near = score(window.similarity);
  const found = score(confidence ?? 0);
  const verdict = detection === undefined ? "" : words[verdictOf(detection)];
  const missing = window.missingSince === null ? "" : t`recording not found`;
  const said =
    species === null
      ? t`No detection to judge; ${name}, ${at}; similarity ${near}`
      : t`${species}, score ${found}; ${name}, ${at}; similarity ${near}`;
  return [said, verdict, missing].filter((each) => each !== "").join("; ");
}
