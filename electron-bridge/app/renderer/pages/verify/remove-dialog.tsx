/** Asks before a sample is removed: its clips and all verdicts stay. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";

interface RemoveDialogProps {
  name: string;
  onRemove: () => void;
  onClose: () => void;
}

export function RemoveDialog({ name, onRemove, onClose }: RemoveDialogProps): React.JSX.Element {
  const { t } = useLingui();
  return (
    <Dialog
      title={t`Remove the sample “${name}”?`}
      isOpen
      role="alertdialog"
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button
            variant="danger"
            onPress={() => {
              onRemove();
              onClose();
            }}
          >
            <Trans>Remove</Trans>
          </Button>
        </>
      }
    >
      <p>
        <Trans>
          The list of its clips and its looks go. All verdicts stay, and the same seed draws the
          same clips again.
        </Trans>
      </p>
    </Dialog>
  );
}
