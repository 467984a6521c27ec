/** A detection in the table. */
import { useLingui } from "@lingui/react/macro";
import { memo } from "react";
import { useSettings } from "../../data/settings.js";
import { score } from "../../i18n/format.js";
import { usePlayer } from "../../sound/player.js";
import { SpeciesName } from "../../species/name.js";
import { SmallSpectrogram } from "../../spectrogram/small.js";
import { Icon } from "../../ui/icon.js";
import type { Detection } from "./rows.js";
import { heardAt } from "./times.js";
import { verdictOf } from "./verdicts.js";
import { Verdict } from "./verdict.js";

interface RowProps {
  row: Detection;
  top: number;
  isChosen: boolean;
  isMarked: boolean;
  onChoose: (row: Detection, how: "only" | "extend" | "toggle") => void;
  onOpen: () => void;
}

export const Row = memo(function Row(props: RowProps): React.JSX.Element {
  const { row, top, isChosen, isMarked, onChoose, onOpen } = props;
  const { t } = useLingui();
  const { times } = useSettings(({ settings }) => settings);
  const { detectionId, recordingId, start, end, channel } = row;
  const playing = usePlayer(({ name }) => name === `detection ${String(detectionId)}`);
  const choose = (event: React.MouseEvent): void => {
    onChoose(row, event.shiftKey ? "extend" : event.ctrlKey || event.metaKey ? "toggle" : "only");
  };
  return (
    // Keys of the row are the grid's, which has the focus.
    <div
      id={`detection-${String(detectionId)}`}
      role="row"
      aria-selected={isMarked || isChosen}
      className={`row${isChosen ? " chosen" : ""}${isMarked ? " marked" : ""}`}
      style={{ transform: `translateY(${String(top)}px)` }}
      onMouseDown={choose}
      onDoubleClick={onOpen}
    >
      <div role="gridcell" className="cell picture" aria-label={playing ? t`playing` : undefined}>
        {row.missingSince === null ? (
          <SmallSpectrogram
            stretch={{ recordingId, start, end, ...(channel !== null && { channel }) }}
          />
        ) : (
          <span className="small quiet">{t`recording not found`}</span>
        )}
        {playing && <Icon name="play" size={16} />}
      </div>
      <div role="gridcell" className="cell species">
        <SpeciesName species={row.species} common={row.common} />
      </div>
      <div role="gridcell" className="cell confidence">
        {score(row.confidence)}
      </div>
      <div role="gridcell" className="cell heardAt">
        {heardAt(row, times)}
      </div>
      <div role="gridcell" className="cell site">
        {row.site ?? <span className="quiet">–</span>}
      </div>
      <div role="gridcell" className="cell verdictAt">
        <Verdict verdict={verdictOf(row)} by={row.verdictBy} correctedTo={row.correctedTo} />
      </div>
      <div role="gridcell" className="cell model quiet">
        {row.model}
      </div>
    </div>
  );
});
