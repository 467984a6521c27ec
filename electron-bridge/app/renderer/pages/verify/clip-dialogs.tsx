/** Dialogs about the chosen clips: which species it is, and a note. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { OfMany } from "../../judging/many.js";
import { SpeciesPicker } from "../../species/picker.js";
import { Dialog } from "../../ui/dialog.js";
import { TextField } from "../../ui/field.js";
import { FormDialog } from "../../ui/form-dialog.js";
import type { Item } from "./items.js";

interface ClipDialogsProps {
  dialog: "species" | "note";
  item: Item;
  /** So many clips are chosen, of which `item` is one. */
  number: number;
  /** Whether the name that is asked may be seen. */
  isNamed: boolean;
  onClose: () => void;
  onPick: (species: string) => void;
  onNote: (text: string) => void;
}

export function ClipDialogs(props: ClipDialogsProps): React.JSX.Element {
  const { dialog, item, number, isNamed, onClose, onPick, onNote } = props;
  const { t } = useLingui();
  const [text, setText] = useState("");
  const { species, recordingId } = item;
  if (dialog === "note") {
    return (
      <FormDialog
        title={t`Note`}
        isOpen
        isEmpty={text.trim() === ""}
        onClose={onClose}
        accept={t`Keep the note`}
        onAccept={() => {
          if (text.trim() === "") return;
          onNote(text.trim());
          onClose();
        }}
      >
        <OfMany number={number} />
        <TextField label={t`Note`} autoFocus maxLength={1000} value={text} onChange={setText} />
      </FormDialog>
    );
  }
  return (
    <Dialog title={t`Which species is it?`} isOpen onClose={onClose}>
      <OfMany number={number} />
      <p className="quiet">
        {isNamed ? (
          <Trans>
            The sample asks for <i>{species}</i>. It becomes wrong, and your name is kept too.
          </Trans>
        ) : (
          <Trans>If it is the species of the sample, the clip becomes right, and else wrong.</Trans>
        )}
      </p>
      <SpeciesPicker
        label={t`Right species`}
        onLeave={onClose}
        {...(recordingId !== null && { recordingId })}
        onPick={(name) => {
          onPick(name);
          onClose();
        }}
      />
    </Dialog>
  );
}
