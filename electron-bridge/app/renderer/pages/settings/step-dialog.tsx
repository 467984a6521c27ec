/** A step of the history: its decisions, what its undo changes, and the undo. */
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
  const { undo, stop, progress, error } = useUndo(batchId, () => {
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
      {...(undoneAt === null &&
        !isReadOnly && {
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
              <Button autoFocus variant="primary" onPress={() => void (busy ? undefined : undo())}>
                <Trans>Undo this step</Trans>
              </Button>
            </>
          ),
        })}
    >
      <p className="quiet">
        {labeler === null || labeler === "" ? when : t`${when}, by ${labeler}`}
      </p>
      {undoneAt === null ? (
        <p>
          <Plural
            value={annotations}
            one="The undo takes back # decision. What stood before counts again."
            other={`The undo takes back ${number} decisions. What stood before counts again.`}
          />
        </p>
      ) : (
        <p>
          <Trans>This step is undone. It stays in the history.</Trans>
        </p>
      )}
      {isReadOnly && (
        <p className="setting-warn">
          <Trans>This project can only be read, so nothing of it can be undone.</Trans>
        </p>
      )}
      <StepRows batchId={batchId} />
      {busy && (
        <Progress
          label={t`Undoing…`}
          share={progress.total > 0 ? progress.done / progress.total : null}
          {...(progress.total > 0 && { text: t`${made} of ${whole}` })}
        />
      )}
      {error !== undefined && <Failure error={error} />}
    </Dialog>
  );
}

interface Undo {
  undo: () => Promise<void>;
  /** What is undone by then stays so; another undo does the rest. */
  stop: () => void;
  /** Undefined while nothing is being undone. */
  progress: { done: number; total: number } | undefined;
  error: PageError | undefined;
}

function useUndo(batchId: number, onUndone: () => void): Undo {
  const [progress, setProgress] = useState<Undo["progress"]>();
  const [error, setError] = useState<PageError>();
  const stopping = useRef<AbortController>(undefined);
  useEffect(() => () => stopping.current?.abort(), []);
  const undo = async (): Promise<void> => {
    const stop = (stopping.current = new AbortController());
    setProgress({ done: 0, total: 0 });
    const outcome = await call(
      "annotations/undo",
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
    if (outcome.ok) onUndone();
  };
  return { undo, stop: () => stopping.current?.abort(), progress, error };
}
