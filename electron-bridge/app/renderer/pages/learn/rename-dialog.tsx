/** Gives a classifier another name, in the project too. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { PageError } from "../../data/call.js";
import { Failure } from "../../ui/failure.js";
import { FormDialog } from "../../ui/form-dialog.js";
import { NameField } from "./name-field.js";
import { rename } from "./acts.js";
import type { Classifier } from "./classifiers.js";
import { useSetup } from "./setup.js";

interface RenameDialogProps {
  classifier: Classifier;
  taken: readonly string[];
  onClose: () => void;
}

export function RenameDialog({ classifier, taken, onClose }: RenameDialogProps): React.JSX.Element {
  const { t } = useLingui();
  const { name } = classifier;
  const [to, setTo] = useState(name);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<PageError>();
  const { value: setup } = useSetup(name);
  const isTaken = to !== name && taken.includes(to);
  const isEmpty = to === "" || to === name || isTaken || busy;
  const accept = async (): Promise<void> => {
    if (isEmpty) return;
    setBusy(true);
    const error = await rename(name, to, setup);
    setBusy(false);
    setFailed(error);
    if (error === undefined) onClose();
  };
  return (
    <FormDialog
      title={t`Rename ${name}`}
      isOpen
      isEmpty={isEmpty}
      accept={t`Rename`}
      onAccept={() => void accept()}
      onClose={onClose}
    >
      <div className="learn-form">
        <NameField value={to} isTaken={isTaken} onChange={setTo} />
        <p className="quiet small">
          <Trans>What it found in this project has the new name then, too.</Trans>
        </p>
        {failed !== undefined && <Failure error={failed} />}
      </div>
    </FormDialog>
  );
}
