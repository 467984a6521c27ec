/** Asks which species something is, and says what happens to the name that it has. */
import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Dialog } from "../ui/dialog.js";
import { SpeciesPicker } from "./picker.js";

interface WhichDialogProps {
  /** The recording, whose place tells what is expected; null where it is not here. */
  recordingId: number | null;
  onPick: (species: string) => void;
  onClose: () => void;
  /** Stands above the field. */
  children?: ReactNode;
  /** Stands below it. */
  below?: ReactNode;
}

export function WhichDialog(props: WhichDialogProps): React.JSX.Element {
  const { recordingId, onPick, onClose, children, below } = props;
  const { t } = useLingui();
  return (
    <Dialog title={t`Which species is it?`} isOpen onClose={onClose}>
      {children}
      <SpeciesPicker
        label={t`Right species`}
        onLeave={onClose}
        {...(recordingId !== null && { recordingId })}
        onPick={(name) => {
          onPick(name);
          onClose();
        }}
      />
      {below}
    </Dialog>
  );
}
