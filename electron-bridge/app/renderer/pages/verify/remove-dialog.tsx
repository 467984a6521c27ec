/** Asks before a sample is removed: its clips and all verdicts stay. */
import { Trans, useLingui } from "@lingui/react/macro";
import { DangerDialog } from "../../ui/danger-dialog.js";

interface RemoveDialogProps {
  name: string;
  onRemove: () => void;
  onClose: () => void;
}

export function RemoveDialog({ name, onRemove, onClose }: RemoveDialogProps): React.JSX.Element {
  const { t } = useLingui();
  return (
    <DangerDialog
      title={t`Remove the sample “${name}”?`}
      accept={t`Remove`}
      onAccept={onRemove}
      onClose={onClose}
    >
      <p>
        <Trans>
          The list of its clips and its looks go. All verdicts stay, and the same seed draws the
          same clips again.
        </Trans>
      </p>
    </DangerDialog>
  );
}
