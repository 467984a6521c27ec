/** What clearing frees and what stays, before anything goes; then how far it is, and how it ended. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useRef, useState } from "react";
import type {
  ClearStorageResult,
  StorageResult,
} from "@linnet/electron-bridge/generated/contract.js";
import { useAnswer } from "../../data/answer.js";
import { call, type PageError } from "../../data/call.js";
import { bytes, moment } from "../../i18n/format.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { Failure } from "../../ui/failure.js";
import { Loading } from "../../ui/loading.js";
import { Progress } from "../../ui/progress.js";
import { tell } from "../../ui/toast.js";
import { ClearWords } from "./clear-words.js";
import { usePartWords } from "./part-words.js";
import { type ClearAsked, clear } from "./stored.js";

interface ClearDialogProps {
  asked: ClearAsked;
  backup?: StorageResult["backups"][number];
  onClose: () => void;
}

export function ClearDialog({ asked, backup, onClose }: ClearDialogProps): React.JSX.Element {
  const { t } = useLingui();
  const words = usePartWords();
  const preview = useAnswer(JSON.stringify(asked), (signal) =>
    call("storage/clear", { ...asked, dryRun: true }, { signal }),
  );
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<PageError>();
  const [done, setDone] = useState<ClearStorageResult>();
  const accept = async (): Promise<void> => {
    setBusy(true);
    const outcome = await clear(asked);
    setBusy(false);
    if (!outcome.ok) {
      setError(outcome.error);
    } else if (outcome.value.kept.length === 0) {
      const freed = bytes(outcome.value.bytes);
      tell({ text: t`${freed} are free again.` });
      onClose();
    } else setDone(outcome.value);
  };
  const shown = done ?? preview.value;
  const mayClear = done === undefined && (shown?.cleared.some(({ files }) => files > 0) ?? false);
  const cancel = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // The buttons come with the answer, after the dialog has taken the focus.
    if (mayClear) cancel.current?.focus();
  }, [mayClear]);
  const [what] = asked.what ?? [];
  const name = what === undefined ? "" : words[what].name;
  const when = moment(backup?.madeAt ?? new Date().toISOString());
  return (
    <Dialog
      title={backup === undefined ? t`Clear: ${name}` : t`Remove the backup of ${when}`}
      isOpen
      onClose={onClose}
      {...(mayClear && {
        actions: (
          <>
            <Button ref={cancel} onPress={onClose}>
              <Trans>Cancel</Trans>
            </Button>
            {/* It stays pressable, so that the focus stays where it is. */}
            <Button variant="danger" onPress={() => void (busy ? undefined : accept())}>
              {backup === undefined ? <Trans>Clear now</Trans> : <Trans>Remove now</Trans>}
            </Button>
          </>
        ),
      })}
    >
      {backup !== undefined && done === undefined && (
        <p>
          <Trans>It cannot be made again as it was. The project itself stays as it is now.</Trans>
        </p>
      )}
      {backup === undefined && what !== undefined && <p>{words[what].sentence}</p>}
      {shown === undefined && preview.error === undefined && <Loading />}
      {preview.error !== undefined && <Failure error={preview.error} />}
      {shown !== undefined && <ClearWords result={shown} />}
      {busy && <Progress label={t`Clearing…`} share={null} />}
      {error !== undefined && <Failure error={error} />}
    </Dialog>
  );
}
