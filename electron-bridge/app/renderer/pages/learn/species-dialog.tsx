/** Names the species that a window has in place of the one that the classifier asks about. */
import { Trans } from "@lingui/react/macro";
import type { Clip } from "../../judging/clip.js";
import { OfMany } from "../../judging/many.js";
import { WhichDialog } from "../../species/which-dialog.js";

interface SpeciesDialogProps {
  clip: Clip;
  /** So many windows are chosen, of which `clip` is one. */
  number: number;
  onPick: (species: string) => void;
  onClose: () => void;
}

export function SpeciesDialog(props: SpeciesDialogProps): React.JSX.Element {
  const { clip, number, onPick, onClose } = props;
  const { species, recordingId } = clip;
  return (
    <WhichDialog {...{ recordingId, onPick, onClose }}>
      <OfMany number={number} />
      <p className="quiet">
        <Trans>
          The classifier asks about <i>{species}</i>. It becomes wrong, and your name is kept too.
        </Trans>
      </p>
    </WhichDialog>
  );
}
