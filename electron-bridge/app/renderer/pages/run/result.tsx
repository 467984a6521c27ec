/** How a run ended: every file in one sum, why little or nothing was found, and what to do next. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { count, length } from "../../i18n/format.js";
import { Notes } from "../../notes/notes.js";
import { go } from "../../routes.js";
import { Button } from "../../ui/button.js";
import { RunFiles } from "./files.js";
import { type RunRow, type Sums, together, useFound } from "./runs.js";

interface ResultProps {
  /** The run and those that it went on with, the newest first. */
  chain: readonly RunRow[];
  /** Try the files again that could not be read. */
  onAgain: (runId: number) => void;
}

export function Result({ chain, onAgain }: ResultProps): React.JSX.Element | null {
  const whole = together(chain);
  const detections = useFound(chain);
  const sums = whole && { ...whole, detections };
  const [last] = chain;
  if (sums === undefined || last === undefined) return null;
  const ids = chain.map(({ runId }) => runId);
  return (
    <div className="run-result">
      <Adds sums={sums} />
      <Reasons sums={sums} />
      <Notes notes={last.notes} />
      <RunFiles runId={last.runId} />
      {last.status === "complete" && last.failed + last.partial > 0 && (
        <Button
          onPress={() => {
            onAgain(last.runId);
          }}
        >
          <Trans>Try these files again</Trans>
        </Button>
      )}
      {sums.detections !== 0 && (
        <Button
          variant="primary"
          onPress={() => {
            go("detections", { w: JSON.stringify({ runId: ids }) });
          }}
        >
          <Trans>Open detections</Trans>
        </Button>
      )}
    </div>
  );
}

function Adds({ sums }: { sums: Sums }): React.JSX.Element {
  const { t } = useLingui();
  const { files, done, empty, partial, failed, skipped, waiting } = sums;
  const parts: [string, number][] = [
    [t`heard to the end`, done],
    [t`without sound`, empty],
    [t`read in part`, partial],
    [t`failed`, failed],
    [t`done before`, skipped],
    [t`not reached`, waiting],
  ];
  const shown = parts.filter(([, number]) => number > 0);
  const whole = count(files);
  const hours = length(sums.audioSeconds ?? 0);
  return (
    <>
      <p className="run-total">
        {sums.detections !== null && (
          <strong>
            <Plural value={sums.detections} one="# detection" other="# detections" />
          </strong>
        )}{" "}
        {sums.audioSeconds !== null && sums.audioSeconds > 0 && (
          <span className="quiet">
            <Trans>in {hours} of sound</Trans>
          </span>
        )}
      </p>
      <dl className="run-sum">
        <div>
          <dt>
            <Trans>Files</Trans>
          </dt>
          <dd>{whole}</dd>
        </div>
        {shown.map(([name, number], at) => (
          <div key={name}>
            <span aria-hidden="true">{at === 0 ? "=" : "+"}</span>
            <dt>{name}</dt>
            <dd>{count(number)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** What was heard and is no detection; told wherever there is any. */
function Reasons({ sums }: { sums: Sums }): React.JSX.Element | null {
  const { quietWindows, belowThreshold, outOfRange, notListed, beyondTopK } = sums;
  const any = [quietWindows, belowThreshold, outOfRange, notListed, beyondTopK].some(Boolean);
  if (!any && sums.detections !== 0) return null;
  return (
    <div className="run-reasons">
      <h3>
        {sums.detections === 0 ? (
          <Trans>Why nothing was found</Trans>
        ) : (
          <Trans>What was heard and left out</Trans>
        )}
      </h3>
      {!any && (
        <p>
          <Trans>The model heard nothing that it knows.</Trans>
        </p>
      )}
      <ul className="small">
        <Reason number={belowThreshold}>
          <Trans>below the threshold. A lower threshold would show them.</Trans>
        </Reason>
        <Reason number={outOfRange}>
          <Trans>of species not expected at this place and week.</Trans>
        </Reason>
        <Reason number={notListed}>
          <Trans>of species outside your list.</Trans>
        </Reason>
        <Reason number={beyondTopK}>
          <Trans>beyond the most species per window.</Trans>
        </Reason>
        {quietWindows !== null && quietWindows > 0 && (
          <li>
            <Plural
              value={quietWindows}
              one="# window was silent or too quiet to hear."
              other="# windows were silent or too quiet to hear."
            />
          </li>
        )}
      </ul>
    </div>
  );
}

function Reason({
  number,
  children,
}: {
  number: number | null;
  children: React.ReactNode;
}): React.JSX.Element | null {
  if (number === null || number === 0) return null;
  return (
    <li>
      <Plural value={number} one="# sound" other="# sounds" /> {children}
    </li>
  );
}
