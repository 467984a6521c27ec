/** Names the species that a window has in place of the one that the classifier asks about. */
import { Trans, useLingui } from "@lingui/react/macro";
import type { Clip } from "../../judging/clip.js";
import { OfMany } from "../../judging/many.js";
import { SpeciesPicker } from "../../species/picker.js";
import { Dialog } from "../../ui/dialog.js";

interface SpeciesDialogProps {
  clip: Clip;
  /** So many windows are chosen, of which `clip` is one. */
  number: number;
  onPick: (species: string) => void;
  onClose: () => void;
}

export function SpeciesDialog(props: SpeciesDialogProps): React.JSX.Element {
  const { clip, number, onPick, onClose } = props;
  const { t } = useLingui();
  const { species, recordingId } = clip;
  return (
    <Dialog title={t`Which species is it?`} isOpen onClose={onClose}>
      <OfMany number={number} />
      <p className="quiet">
        <Trans>
          The classifier asks about <i>{species}</i>. It becomes wrong, and your name is kept too.
        </Trans>
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
