/** A detection in the table. */
import { useLingui } from "@lingui/react/macro";
import { memo } from "react";
import { useSettings } from "../../data/settings.js";
import { score } from "../../i18n/format.js";
import { stop } from "../../sound/player.js";
import { SpeciesName } from "../../species/name.js";
import { SmallSpectrogram } from "../../spectrogram/small.js";
import { FileName } from "../../ui/file-name.js";
import type { Action } from "../../ui/menu.js";
import { Icon } from "../../ui/icon.js";
import { TwoLines } from "../../ui/two-lines.js";
import type { Column } from "./columns.js";
import { useIsPlaying } from "./playing.js";
import { RowMenu } from "./row-menu.js";
import type { Detection } from "./rows.js";
import { nameOf, stretchOf } from "./sounds.js";
import { heardParts } from "../../i18n/heard.js";
import { verdictOf } from "../../data/verdict.js";
import { Verdict } from "../../ui/verdict.js";

export interface RowMenuState {
  actions: readonly Action[];
  isOpen: boolean;
  onOpen: (open: boolean) => void;
}

interface RowProps {
  row: Detection;
  /** Its number in the whole answer, from 1, where that is known. */
  number: number | undefined;
  top: number;
  columns: readonly Column[];
  isMarked: boolean;
  /** The menu of the chosen row; the others have none. */
  menu: RowMenuState | undefined;
  onChoose: (row: Detection, how: "only" | "extend" | "toggle") => void;
  onOpen: () => void;
  onMenu: (row: Detection) => void;
}

export const Row = memo(function Row(props: RowProps): React.JSX.Element {
  const { row, number, top, columns, isMarked, menu, onChoose, onOpen, onMenu } = props;
  const { detectionId } = row;
  const isChosen = menu !== undefined;
  const choose = (event: React.MouseEvent): void => {
    if (event.button !== 0) return;
    onChoose(row, event.shiftKey ? "extend" : event.ctrlKey || event.metaKey ? "toggle" : "only");
  };
  return (
    // Keys of the row are the grid's, which has the focus.
    <div
      id={`detection-${String(detectionId)}`}
      role="row"
      aria-rowindex={number === undefined ? undefined : number + 1}
      aria-selected={isMarked || isChosen}
      className={`row${isChosen ? " chosen" : ""}${isMarked ? " marked" : ""}`}
      style={{ transform: `translateY(${String(top)}px)` }}
      onMouseDown={choose}
      onDoubleClick={onOpen}
      onContextMenu={(event) => {
        event.preventDefault();
        onMenu(row);
      }}
    >
      {columns.map((column) => (
        <Cell key={column} column={column} row={row} />
      ))}
      <div role="gridcell" className="cell row-actions">
        {menu !== undefined && <RowMenu {...menu} />}
      </div>
    </div>
  );
});

function Cell({ column, row }: { column: Column; row: Detection }): React.JSX.Element {
  if (column === "picture") return <PictureCell row={row} />;
  return (
    <div role="gridcell" className={`cell ${column}`}>
      {column === "species" && <SpeciesName species={row.species} common={row.common} />}
      {column === "confidence" && score(row.confidence)}
      {column === "heardAt" && <HeardAt row={row} />}
      {column === "path" && <FileName path={row.path} />}
      {column === "verdictAt" && (
        <Verdict verdict={verdictOf(row)} by={row.verdictBy} correctedTo={row.correctedTo} />
      )}
      {(column === "site" || column === "recorder" || column === "survey") &&
        (row[column] ?? <span className="quiet">–</span>)}
      {column === "model" && <span className="quiet">{row.model}</span>}
    </div>
  );
}

/** The day over the time, so that the column is no wider than a day. */
function HeardAt({ row }: { row: Detection }): React.JSX.Element {
  const times = useSettings(({ settings }) => settings.times);
  const { day, time } = heardParts(row, times);
  return (
    <TwoLines>
      {day !== undefined && <span>{day}</span>}
      <span>{time}</span>
    </TwoLines>
  );
}

function PictureCell({ row }: { row: Detection }): React.JSX.Element {
  const { t } = useLingui();
  const playing = useIsPlaying(nameOf(row));
  const stretch = stretchOf(row);
  if (row.missingSince !== null) {
    return (
      <div role="gridcell" className="cell picture">
        <span className="no-picture small">{t`recording not found`}</span>
      </div>
    );
  }
  return (
    <div
      role="gridcell"
      className="cell picture"
      aria-label={playing ? t`playing` : t`spectrogram`}
    >
      <SmallSpectrogram stretch={stretch} highHz={stretch.highHz} />
      {playing && (
        // The key of the row is the keyboard's way, and the focus stays in the table.
        <button
          type="button"
          className="row-stop"
          tabIndex={-1}
          aria-label={t`Stop`}
          onMouseDown={(event) => {
            event.preventDefault();
            event.stopPropagation();
          }}
          onClick={stop}
        >
          <Icon name="stop" size={16} />
        </button>
      )}
    </div>
  );
}
