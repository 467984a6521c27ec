/** A step of the history: its decisions, what its undo or redo changes, and that. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useRef, useState } from "react";
import type { BatchRow } from "@linnet/electron-bridge/generated/contract.js";
import { call, type PageError } from "../../data/call.js";
import { touch } from "../../data/revision.js";
import { count, moment } from "../../i18n/format.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Failure } from "../../ui/failure.js";
import { Progress } from "../../ui/progress.js";
import { StepRows } from "./step-rows.js";
import { useStepName } from "./step-name.js";

interface StepDialogProps {
  row: BatchRow;
  isReadOnly: boolean;
  onClose: (undone: boolean) => void;
}

export function StepDialog({ row, isReadOnly, onClose }: StepDialogProps): React.JSX.Element {
  const { t } = useLingui();
  const { batchId, annotations, madeAt, undoneAt, labeler } = row;
  const title = useStepName()(row);
  const isUndone = undoneAt !== null;
  const { act, stop, progress, error } = useAct(isUndone, batchId, () => {
    onClose(true);
  });
  const [when, number] = [moment(madeAt), count(annotations)];
  const busy = progress !== undefined;
  const [made, whole] = [count(progress?.done ?? 0), count(progress?.total ?? 0)];
  return (
    <Dialog
      title={title}
      isOpen
      onClose={() => {
        onClose(false);
      }}
      {...(!isReadOnly && {
        actions: (
          <>
            <Button
              onPress={() => {
                if (busy) stop();
                else onClose(false);
              }}
            >
              {busy ? <Trans>Stop</Trans> : <Trans>Cancel</Trans>}
            </Button>
            {/* It stays pressable, so that the focus stays where it is. */}
            <Button autoFocus variant="primary" onPress={() => void (busy ? undefined : act())}>
              {isUndone ? <Trans>Redo this step</Trans> : <Trans>Undo this step</Trans>}
            </Button>
          </>
        ),
      })}
    >
      <p className="quiet">
        {labeler === null || labeler === "" ? when : t`${when}, by ${labeler}`}
      </p>
      {!isUndone ? (
        <p>
          <Plural
            value={annotations}
            one="The undo takes back # decision. What stood before counts again."
            other={`The undo takes back ${number} decisions. What stood before counts again.`}
          />
        </p>
      ) : (
        <p>
          <Trans>This step is undone. A redo lets it count again; later decisions stay.</Trans>
        </p>
      )}
      {isReadOnly && (
        <p className="setting-warn">
          <Trans>This project can only be read, so nothing of it can be undone or redone.</Trans>
        </p>
      )}
      <StepRows batchId={batchId} />
      {busy && (
        <Progress
          label={isUndone ? t`Redoing…` : t`Undoing…`}
          share={progress.total > 0 ? progress.done / progress.total : null}
          {...(progress.total > 0 && { text: t`${made} of ${whole}` })}
        />
      )}
      {error !== undefined && <Failure error={error} />}
    </Dialog>
  );
}

interface Act {
  act: () => Promise<void>;
  /** What is done by then stays so; another undo or redo does the rest. */
  stop: () => void;
  /** Undefined while nothing is being done. */
  progress: { done: number; total: number } | undefined;
  error: PageError | undefined;
}

function useAct(isUndone: boolean, batchId: number, onDone: () => void): Act {
  const [progress, setProgress] = useState<Act["progress"]>();
  const [error, setError] = useState<PageError>();
  const stopping = useRef<AbortController>(undefined);
  useEffect(() => () => stopping.current?.abort(), []);
  const act = async (): Promise<void> => {
    const stop = (stopping.current = new AbortController());
    setProgress({ done: 0, total: 0 });
    const outcome = await call(
      isUndone ? "annotations/redo" : "annotations/undo",
      { batchId },
      {
        signal: stop.signal,
        onProgress: (value) => {
          if (value.kind !== "waiting") setProgress({ done: value.done, total: value.total });
        },
      },
    );
    setProgress(undefined);
    touch(["annotations", "detections", "batches"]);
    setError(outcome.ok ? undefined : outcome.error);
    if (outcome.ok) onDone();
  };
  return { act, stop: () => stopping.current?.abort(), progress, error };
}
