/** Dialogs about the chosen clips: which species it is, and a note. */
import { Trans } from "@lingui/react/macro";
import { OfMany } from "../../judging/many.js";
import { WhichDialog } from "../../species/which-dialog.js";
import { NoteDialog } from "../../ui/note-dialog.js";
import type { Item } from "./items.js";

interface ClipDialogsProps {
  dialog: "species" | "note";
  item: Item;
  /** So many clips are chosen, of which `item` is one. */
  number: number;
  /** Whether the name that is asked may be seen. */
  isNamed: boolean;
  isSettling: boolean;
  onClose: () => void;
  onPick: (species: string) => void;
  onNote: (text: string) => void;
}

export function ClipDialogs(props: ClipDialogsProps): React.JSX.Element {
  const { dialog, item, number, isNamed, isSettling, onClose, onPick, onNote } = props;
  const { species, recordingId } = item;
  if (dialog === "note") {
    return (
      <NoteDialog onKeep={onNote} onClose={onClose}>
        <OfMany number={number} />
      </NoteDialog>
    );
  }
  return (
    <WhichDialog {...{ recordingId, onPick, onClose }}>
      <OfMany number={number} />
      <p className="quiet">
        {isSettling ? (
          <Trans>
            People disagree on <i>{species}</i>. It is settled as wrong, and the name that you give
            is kept too.
          </Trans>
        ) : isNamed ? (
          <Trans>
            The sample asks for <i>{species}</i>. It becomes wrong, and your name is kept too.
          </Trans>
        ) : (
          <Trans>If it is the species of the sample, the clip becomes right, and else wrong.</Trans>
        )}
      </p>
    </WhichDialog>
  );
}
