/** Dialogs about the chosen row: which species it is, and a note. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { SpeciesPicker } from "../../species/picker.js";
import { Dialog } from "../../ui/dialog.js";
import { FormDialog } from "../../ui/form-dialog.js";
import { TextField } from "../../ui/field.js";
import type { Detection } from "./rows.js";

interface RowDialogProps {
  row: Detection;
  onClose: () => void;
}

interface RowDialogsProps extends RowDialogProps {
  dialog: string | undefined;
  onPick: (row: Detection, species: string) => void;
  onNote: (row: Detection, text: string) => void;
}

export function RowDialogs(props: RowDialogsProps): React.JSX.Element | null {
  const { dialog, row, onClose, onPick, onNote } = props;
  if (dialog === "species") {
    return (
      <SpeciesDialog
        row={row}
        onClose={onClose}
        onPick={(species) => {
          onPick(row, species);
        }}
      />
    );
  }
  return dialog === "note" ? (
    <NoteDialog
      row={row}
      onClose={onClose}
      onNote={(text) => {
        onNote(row, text);
      }}
    />
  ) : null;
}

function SpeciesDialog(
  props: RowDialogProps & { onPick: (species: string) => void },
): React.JSX.Element {
  const { row, onClose, onPick } = props;
  const { t } = useLingui();
  const { species } = row;
  return (
    <Dialog title={t`Which species is it?`} isOpen onClose={onClose}>
      <p className="quiet">
        <Trans>
          The model named <i>{species}</i>. Your name counts from now on.
        </Trans>
      </p>
      <SpeciesPicker
        label={t`Right species`}
        onLeave={onClose}
        recordingId={row.recordingId}
        onPick={(name) => {
          onPick(name);
          onClose();
        }}
      />
    </Dialog>
  );
}

function NoteDialog(props: RowDialogProps & { onNote: (text: string) => void }): React.JSX.Element {
  const { row, onClose, onNote } = props;
  const { t } = useLingui();
  const [text, setText] = useState(row.comment ?? "");
  const save = (): void => {
    onNote(text.trim());
    onClose();
  };
  return (
    <FormDialog title={t`Note`} isOpen onClose={onClose} accept={t`Keep the note`} onAccept={save}>
      <TextField label={t`Note`} autoFocus maxLength={1000} value={text} onChange={setText} />
    </FormDialog>
  );
}
