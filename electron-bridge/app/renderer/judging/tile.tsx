/** One clip: its picture, its score, where and when it was, and its verdict. */
import { useLingui } from "@lingui/react/macro";
import { memo } from "react";
import { useSettings } from "../data/settings.js";
import { score } from "../i18n/format.js";
import { heardAt } from "../i18n/heard.js";
import { useFirst } from "../species/names.js";
import { SmallSpectrogram } from "../spectrogram/small.js";
import { clipOf } from "../spectrogram/stretch.js";
import { Icon } from "../ui/icon.js";
import { Verdict } from "../ui/verdict.js";
import type { Clip } from "./clip.js";
import { bandOf, type Look } from "./looks.js";
import { PeopleLine } from "./people-line.js";
import { isOpen, seenVerdict, type Judge } from "./queue.js";
import { heard, timeOf, useIsPlaying } from "./sounds.js";
import "./tiles.css";

export const PICTURE = { width: 176, height: 72 } as const;

interface TileProps {
  item: Clip;
  /** From 0, among those that are loaded. */
  place: number;
  /** How many clips of the list come before these. */
  first: number;
  judge: Judge;
  look: Look;
  /** It is in hand. */
  isChosen: boolean;
  /** It is chosen together with others. */
  isMarked: boolean;
  /** The clips are of several species, so that each clip says which is asked. */
  isNamed: boolean;
  column: number;
  onOpen: (item: Clip) => void;
}

export const Tile = memo(function Tile(props: TileProps): React.JSX.Element {
  const {
    item,
    place,
    first: before,
    judge,
    look,
    isChosen,
    isMarked,
    isNamed,
    column,
    onOpen,
  } = props;
  const { t } = useLingui();
  const times = useSettings(({ settings }) => settings.times);
  const first = useFirst();
  const isPlaying = useIsPlaying(item);
  const open = isOpen(item, judge);
  const site = item.site ?? t`no site`;
  const name = first(item.species, item.common) ?? item.species;
  const other = open ? item.correctedTo : null;
  return (
    <div
      role="gridcell"
      id={`clip-${String(item.itemId)}`}
      aria-colindex={column}
      aria-selected={isChosen || isMarked}
      data-place={place}
      className={`tile ${item.state}${isChosen ? " chosen" : ""}${isMarked ? " marked" : ""}`}
      onDoubleClick={() => {
        onOpen(item);
      }}
    >
      <TilePicture {...{ item, look, isPlaying }} />
      {item.state !== "skipped" && (
        <span className="tile-verdict">
          <Verdict
            verdict={seenVerdict(item, judge)}
            by={open ? item.verdictBy : null}
            correctedTo={other === null ? null : (first(other, null) ?? other)}
            isShort
          />
        </span>
      )}
      <span className="tile-line">
        <span className="tile-number quiet">{before + place + 1}</span>
        {open && item.confidence !== null && (
          <>
            <span className="unseen">{t`Score`}</span>
            <b>{score(item.confidence)}</b>
          </>
        )}
        {item.similarity !== null && (
          <span title={t`Similarity: 1 is the same sound`}>
            <span className="unseen">{t`Similarity`}</span>≈{score(item.similarity)}
          </span>
        )}
        <span className="tile-site">{site}</span>
      </span>
      <span className="tile-line small quiet">{heardAt(timeOf(item), times)}</span>
      {item.people !== undefined && <PeopleLine people={item.people} />}
      {isNamed && open && <span className="tile-line small">{name}</span>}
      {isNamed && !open && <span className="tile-line small quiet">{t`name hidden`}</span>}
    </div>
  );
});

type PictureProps = Pick<TileProps, "item" | "look"> & { isPlaying: boolean };

function TilePicture({ item, look, isPlaying }: PictureProps): React.JSX.Element {
  const { t } = useLingui();
  const its = heard(item);
  if (item.state === "skipped") {
    return (
      <span className="tile-picture tile-none small">
        {item.skippedBecause === null ? t`passed over` : t`skipped: confirmed here by another clip`}
      </span>
    );
  }
  if (its === undefined) {
    return (
      <span className="tile-picture tile-none small">
        {item.recordingId === null ? t`no recording here has this sound` : t`recording not found`}
      </span>
    );
  }
  const shown = clipOf(its, look.beside);
  const length = shown.end - shown.start;
  const share = (seconds: number): string => `${String((seconds / length) * 100)}%`;
  return (
    <span className="tile-picture">
      <SmallSpectrogram stretch={shown} {...bandOf(its, look)} {...PICTURE} />
      <span
        className="tile-box"
        style={{ left: share(item.start - shown.start), right: share(shown.end - item.end) }}
      />
      {isPlaying && (
        <span className="tile-playing" role="img" aria-label={t`playing`}>
          <Icon name="play" size={16} />
        </span>
      )}
    </span>
  );
}
