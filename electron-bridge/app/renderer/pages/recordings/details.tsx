/** What is known of the chosen part: its place, its recorder, its clock, and what can be done. */
import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { count, length } from "../../i18n/format.js";
import { KeyName } from "../../keys/key-name.js";
import { Button } from "../../ui/button.js";
import { Failure } from "../../ui/failure.js";
import type { Acts } from "./acts.js";
import type { Recordings } from "./chosen.js";
import { ClockFact } from "./clock-fact.js";
import { DatesFact } from "./dates-fact.js";
import { type Fact, useFacts } from "./facts.js";
import { useNodeName } from "./names.js";
import { AnalysedText } from "./tree-row.js";
import type { TreeNode } from "./tree.js";
import { recordingsText } from "./words.js";
import "./details.css";

interface DetailsProps {
  node: TreeNode;
  recordings: Recordings;
  acts: Acts;
  /** Such as the map, above the facts. */
  children?: ReactNode;
}

export function Details({ node, recordings, acts, children }: DetailsProps): React.JSX.Element {
  const { t } = useLingui();
  const nameOf = useNodeName();
  const { value: facts, error, again } = useFacts(node);
  const { first, last, missing = 0 } = facts ?? {};
  const { site, deployment } = node;
  return (
    <aside className="details" aria-label={t`Details`}>
      <h2>{nameOf(node)}</h2>
      {deployment?.site != null && <p className="quiet small">{deployment.site}</p>}
      <div className="details-actions">
        <Button variant="primary" isDisabled={node.recordings === 0} onPress={acts.analyse}>
          <AnalyseText node={node} /> <KeyName of="recordings.analyse" />
        </Button>
        {acts.open !== undefined && (
          <Button onPress={acts.open}>
            <Trans>Open in Detections</Trans> <KeyName of="recordings.open" />
          </Button>
        )}
        {acts.edit !== undefined && (
          <Button onPress={acts.edit}>
            <Trans>Edit</Trans> <KeyName of="recordings.edit" />
          </Button>
        )}
      </div>
      {children}
      {error !== undefined && <Failure error={error} action={{ text: t`Try again`, act: again }} />}
      <dl className="details-facts">
        <FactLine name={t`Recordings`}>
          {count(node.recordings)}
          {node.hours !== undefined && ` · ${length(node.hours * 3600)}`}
        </FactLine>
        {node.recordings > 0 && (
          <FactLine name={t`Analysed`}>
            <AnalysedText sums={node} />
            <ByModel node={node} />
          </FactLine>
        )}
        <DatesFact node={node} calendar={recordings.calendar} first={first} last={last} />
        {missing > 0 && (
          <FactLine name={t`Not found`}>
            <span className="details-warn">{recordingsText(missing)}</span>{" "}
            <Button variant="quiet" onPress={acts.showMissing}>
              <Trans>Show</Trans>
            </Button>
          </FactLine>
        )}
        {site !== undefined && <PlaceFact latitude={site.latitude} longitude={site.longitude} />}
        <ClockFact node={node} />
        {node.kind === "deployment" && <RecorderFacts first={first} last={last} />}
      </dl>
    </aside>
  );
}

export function FactLine(props: { name: string; children: ReactNode }): React.JSX.Element {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

/** Where several models were used, each has its own share. */
function ByModel({ node: { byModel, recordings } }: { node: TreeNode }): React.JSX.Element | null {
  const { t } = useLingui();
  if (byModel.size < 2) return null;
  const all = count(recordings);
  return (
    <ul className="small quiet">
      {[...byModel].map(([model, analysed]) => {
        const some = count(analysed);
        return <li key={model}>{t`${model}: ${some} of ${all}`}</li>;
      })}
    </ul>
  );
}

function AnalyseText({ node: { recordings, analysed } }: { node: TreeNode }): React.JSX.Element {
  const left = analysed === undefined ? 0 : Math.max(0, recordings - analysed);
  if (left === 0 || left === recordings) return <Trans>Analyse…</Trans>;
  const rest = count(left);
  return <Trans>Analyse the {rest} left</Trans>;
}

function PlaceFact(place: {
  latitude: number | null;
  longitude: number | null;
}): React.JSX.Element {
  const { t } = useLingui();
  const { latitude, longitude } = place;
  return (
    <FactLine name={t`Coordinates`}>
      {latitude === null || longitude === null ? (
        <span className="details-warn">
          <Trans>none; edit the site, or put it on the map</Trans>
        </span>
      ) : (
        `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`
      )}
    </FactLine>
  );
}

function RecorderFacts(props: {
  first: Fact | undefined;
  last: Fact | undefined;
}): React.JSX.Element | null {
  const { t } = useLingui();
  const { first, last } = props;
  if (first === undefined || last === undefined) return null;
  const rate = (hertz: number | null): string | null => {
    if (hertz === null) return null;
    const shown = count(hertz / 1000);
    return t`${shown} kHz`;
  };
  const volts = (value: number | null): string | null => {
    if (value === null) return null;
    const shown = count(value);
    return t`${shown} V`;
  };
  const degrees = (value: number | null): string | null =>
    value === null ? null : `${count(value)} °C`;
  const facts: [string, string | null][] = [
    [t`Recorder`, between(first.recorder ?? first.serial, last.recorder ?? last.serial)],
    [t`Sample rate`, between(rate(first.sampleRate), rate(last.sampleRate))],
    [t`Gain`, between(first.gain, last.gain)],
    [t`Battery`, between(volts(first.batteryVolts), volts(last.batteryVolts))],
    [t`Temperature`, between(degrees(first.temperatureCelsius), degrees(last.temperatureCelsius))],
  ];
  return (
    <>
      {facts.map(
        ([name, value]) =>
          value !== null && (
            <FactLine key={name} name={name}>
              {value}
            </FactLine>
          ),
      )}
    </>
  );
}

/** What the first recording says, and the last one where it says another thing. */
function between(first: string | null, last: string | null): string | null {
  if (first === null || last === null || first === last) return first ?? last;
  return `${first} → ${last}`;
}
