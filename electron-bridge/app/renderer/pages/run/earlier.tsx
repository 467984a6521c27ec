/** Runs of this project, from the catalog: how each ended, and what it could not read. */
import { Trans, useLingui } from "@lingui/react/macro";
import { memo, useState } from "react";
import type { Job } from "../../data/jobs.js";
import { clock, count } from "../../i18n/format.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Result } from "./result.js";
import { resume, type RunRow, useChain, useEarlier } from "./runs.js";

interface EarlierProps {
  /** They are told above: their runs are not told twice. */
  jobs: readonly Job[];
}

/** Drawn anew when other runs are told above, not with each file of theirs. */
export const Earlier = memo(EarlierRuns, (one, other) => idsOf(one).join() === idsOf(other).join());

function idsOf({ jobs }: EarlierProps): (number | undefined)[] {
  return jobs.map(({ runId }) => runId);
}

function EarlierRuns(props: EarlierProps): React.JSX.Element | null {
  const { t } = useLingui();
  const { value: runs = [] } = useEarlier();
  const [shown, setShown] = useState<RunRow>();
  const told = new Set(idsOf(props));
  const rows = runs.filter(({ runId }) => !told.has(runId));
  const number = String(shown?.runId ?? "");
  if (rows.length === 0) return null;
  return (
    <section className="run-earlier" aria-label={t`Earlier runs`}>
      <h3>
        <Trans>Earlier runs</Trans>
      </h3>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Run</Trans>
            </th>
            <th scope="col">
              <Trans>Model</Trans>
            </th>
            <th scope="col">
              <Trans>Begun (UTC)</Trans>
            </th>
            <th scope="col">
              <Trans>How it ended</Trans>
            </th>
            <th scope="col" className="number">
              <Trans>Files</Trans>
            </th>
            <th scope="col" className="number">
              <Trans>Detections</Trans>
            </th>
            <th scope="col">
              <span className="unseen">
                <Trans>What can be done</Trans>
              </span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((run) => (
            <EarlierRun
              key={run.runId}
              run={run}
              show={() => {
                setShown(run);
              }}
            />
          ))}
        </tbody>
      </table>
      <Dialog
        title={t`Run ${number}`}
        isOpen={shown !== undefined}
        onClose={() => {
          setShown(undefined);
        }}
      >
        {shown !== undefined && (
          <Details
            runId={shown.runId}
            onAgain={(runId) => {
              setShown(undefined);
              void resume(runId, shown.model);
            }}
          />
        )}
      </Dialog>
    </section>
  );
}

interface DetailsProps {
  runId: number;
  onAgain: (runId: number) => void;
}

function Details({ runId, onAgain }: DetailsProps): React.JSX.Element | null {
  const { value } = useChain(runId);
  return value === undefined ? null : <Result chain={value} onAgain={onAgain} />;
}

function useEnds(): Record<RunRow["status"], string> {
  const { t } = useLingui();
  return {
    running: t`goes on, in another program`,
    complete: t`done`,
    cancelled: t`stopped`,
    interrupted: t`interrupted`,
    failed: t`failed`,
  };
}

function EarlierRun({ run, show }: { run: RunRow; show: () => void }): React.JSX.Element {
  const { t } = useLingui();
  const { runId, model, status, startedAt, files, waiting, detections } = run;
  const [number, made, whole] = [String(runId), count(files - waiting), count(files)];
  const ends = useEnds()[status];
  const open = status !== "complete" && status !== "running";
  return (
    <tr>
      <th scope="row">{number}</th>
      <td>{model}</td>
      <td>{clock(startedAt)}</td>
      <td className={open ? "run-warn" : ""}>{ends}</td>
      <td className="number">
        {waiting > 0 ? (
          <Trans>
            {made} of {whole}
          </Trans>
        ) : (
          whole
        )}
      </td>
      <td className="number">{detections === null ? "–" : count(detections)}</td>
      <td>
        <Button variant="quiet" aria-label={t`Details of run ${number}`} onPress={show}>
          <Trans>Details</Trans>
        </Button>
        {open && (
          <Button
            variant="quiet"
            aria-label={t`Go on with run ${number}`}
            onPress={() => void resume(runId, model)}
          >
            <Trans>Go on</Trans>
          </Button>
        )}
      </td>
    </tr>
  );
}
