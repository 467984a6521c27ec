/** Stored windows that sound like a detection, the nearest first. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useRows } from "../../data/answer.js";
import { score } from "../../i18n/format.js";
import { toggle, usePlayer } from "../../sound/player.js";
import { SpeciesName } from "../../species/name.js";
import { SmallSpectrogram } from "../../spectrogram/small.js";
import { Button } from "../../ui/button.js";
import { Failure } from "../../ui/failure.js";
import { Icon } from "../../ui/icon.js";
import { Loading } from "../../ui/loading.js";
import type { Detection } from "./rows.js";

const NEAREST = 24;

export function Similar({ row }: { row: Detection }): React.JSX.Element {
  const { t } = useLingui();
  const { detectionId } = row;
  const playing = usePlayer(({ name }) => name);
  const { value, error } = useRows({ select: "similar", like: { detectionId }, k: NEAREST });
  if (error !== undefined) return <Failure error={error} />;
  if (value === undefined) return <Loading />;
  if (value.rows.length === 0) {
    return (
      <p className="quiet small">
        <Trans>No other stored window is there to compare with.</Trans>
      </p>
    );
  }
  return (
    <ul className="drawer-list">
      {value.rows.map((each) => {
        const { recordingId, start, end, channel } = each;
        const stretch = { recordingId, start, end, ...(channel !== null && { channel }) };
        const name = `window ${String(recordingId)} ${String(start)}`;
        const species = each.species ?? t`no detection`;
        const near = score(each.similarity);
        return (
          <li key={`${String(each.windowSetId)} ${String(start)}`}>
            <Button
              variant="quiet"
              aria-label={t`Play ${species}, ${near}`}
              onPress={() => {
                toggle(name, stretch);
              }}
            >
              <Icon name={playing === name ? "stop" : "play"} size={16} />
            </Button>
            <SmallSpectrogram stretch={stretch} width={96} height={32} />
            <span className="grow">
              {each.species === null ? (
                <span className="quiet">{species}</span>
              ) : (
                <SpeciesName species={each.species} common={each.common} />
              )}
            </span>
            <span title={t`Likeness; 1 is the same`}>{near}</span>
          </li>
        );
      })}
    </ul>
  );
}
