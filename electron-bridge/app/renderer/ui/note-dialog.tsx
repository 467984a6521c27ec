/** Asks for a note; one that is there may be taken away, and an empty new one is none. */
import { useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import { TextField } from "./field.js";
import { FormDialog } from "./form-dialog.js";

interface NoteDialogProps {
  /** The note that is there. */
  before?: string;
  onKeep: (text: string) => void;
  onClose: () => void;
  children?: ReactNode;
}

const MOST_LETTERS = 1000;

export function NoteDialog(props: NoteDialogProps): React.JSX.Element {
  const { before = "", onKeep, onClose, children } = props;
  const { t } = useLingui();
  const [text, setText] = useState(before);
  const isEmpty = text.trim() === "" && before === "";
  return (
    <FormDialog
      title={t`Note`}
      isOpen
      isEmpty={isEmpty}
      onClose={onClose}
      accept={t`Keep the note`}
      onAccept={() => {
        if (isEmpty) return;
        onKeep(text.trim());
        onClose();
      }}
    >
      {children}
      <TextField
        label={t`Note`}
        autoFocus
        maxLength={MOST_LETTERS}
        value={text}
        onChange={setText}
      />
    </FormDialog>
  );
}
