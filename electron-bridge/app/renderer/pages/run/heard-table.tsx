/** The live table of species: how many, the best score, and the newest to listen to. */
import { Trans, useLingui } from "@lingui/react/macro";
import { memo } from "react";
import type { FreshDetection } from "@linnet/electron-bridge/generated/contract.js";
import { count, position, score } from "../../i18n/format.js";
import { usePlayer } from "../../sound/player.js";
import { SpeciesName } from "../../species/name.js";
import { Button } from "../../ui/button.js";
import { Icon } from "../../ui/icon.js";
import { type Heard, playHeard, soundOf } from "./heard.js";

interface HeardTableProps {
  jobId: number;
  heard: Heard[];
}

export const HeardTable = memo(function HeardTable(props: HeardTableProps): React.JSX.Element {
  const { jobId, heard } = props;
  const { t } = useLingui();
  if (heard.length === 0) {
    return (
      <p className="quiet">
        <Trans>Nothing is heard yet. Species appear here as soon as they are.</Trans>
      </p>
    );
  }
  return (
    <div className="heard" tabIndex={0} role="region" aria-label={t`Heard so far`}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Heard so far</Trans>
            </th>
            <th scope="col" className="number">
              <Trans>Detections</Trans>
            </th>
            <th scope="col" className="number">
              <Trans>Best score</Trans>
            </th>
            <th scope="col">
              <Trans>Newest</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {heard.map((each) => (
            <HeardRow key={each.species} jobId={jobId} heard={each} />
          ))}
        </tbody>
      </table>
    </div>
  );
});

interface HeardRowProps {
  jobId: number;
  heard: Heard;
}

const HeardRow = memo(function HeardRow({ jobId, heard }: HeardRowProps): React.JSX.Element {
  const { species, common, detections, best, newest } = heard;
  return (
    <tr>
      <th scope="row">
        <SpeciesName species={species} common={common} />
      </th>
      <td className="number">{count(detections)}</td>
      <td className="number">{score(best)}</td>
      <td>{newest !== undefined && <Newest jobId={jobId} detection={newest} />}</td>
    </tr>
  );
});

interface NewestProps {
  jobId: number;
  detection: FreshDetection;
}

function Newest({ jobId, detection }: NewestProps): React.JSX.Element {
  const { t } = useLingui();
  const playing = usePlayer(({ name }) => name === soundOf(detection));
  const { species, common, path, start } = detection;
  const named = common === "" ? species : common;
  const at = position(start);
  const file = path.split(/[\\/]/).at(-1);
  return (
    <Button
      variant="quiet"
      className="heard-play"
      aria-label={playing ? t`Stop the sound of ${at}` : t`Play the newest ${named}, at ${at}`}
      onPress={() => void playHeard(jobId, detection)}
    >
      <Icon name={playing ? "stop" : "play"} size={16} />
      <span className="small" title={file}>
        {at}
      </span>
    </Button>
  );
}
