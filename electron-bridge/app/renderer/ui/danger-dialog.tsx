/** A question before something goes: keeping it has the focus, and the other answer is red. */
import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Button } from "./button.js";
import { Dialog } from "./dialog.js";

interface DangerDialogProps {
  title: string;
  isOpen?: boolean;
  /** What the red button says. */
  accept: string;
  /** What the other one says; "Cancel" without it. */
  keep?: string;
  /** Whether it is not known yet what would go. */
  isOff?: boolean;
  onAccept: () => void;
  onClose: () => void;
  children: ReactNode;
}

export function DangerDialog(props: DangerDialogProps): React.JSX.Element {
  const { title, isOpen = true, accept, keep, isOff = false, onAccept, onClose, children } = props;
  return (
    <Dialog
      title={title}
      isOpen={isOpen}
      role="alertdialog"
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {keep ?? <Trans>Cancel</Trans>}
          </Button>
          <Button
            variant="danger"
            isDisabled={isOff}
            onPress={() => {
              onClose();
              onAccept();
            }}
          >
            {accept}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
