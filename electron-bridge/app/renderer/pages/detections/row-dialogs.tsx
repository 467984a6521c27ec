/** Dialogs about the chosen row: which species it is, and a note. */
import { Trans } from "@lingui/react/macro";
import { WhichDialog } from "../../species/which-dialog.js";
import { NoteDialog } from "../../ui/note-dialog.js";
import type { Detection } from "./rows.js";

interface RowDialogsProps {
  row: Detection;
  dialog: string | undefined;
  onClose: () => void;
  onPick: (row: Detection, species: string) => void;
  onNote: (row: Detection, text: string) => void;
}

export function RowDialogs(props: RowDialogsProps): React.JSX.Element | null {
  const { dialog, row, onClose, onPick, onNote } = props;
  const { species, recordingId } = row;
  if (dialog === "species") {
    return (
      <WhichDialog
        recordingId={recordingId}
        onClose={onClose}
        onPick={(name) => {
          onPick(row, name);
        }}
      >
        <p className="quiet">
          <Trans>
            The model named <i>{species}</i>. Your name counts from now on.
          </Trans>
        </p>
      </WhichDialog>
    );
  }
  return dialog === "note" ? (
    <NoteDialog
      before={row.comment ?? ""}
      onClose={onClose}
      onKeep={(text) => {
        onNote(row, text);
      }}
    />
  ) : null;
}
