/** Dialogs of Label: the name of a box, a note, a time to go to. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { SpeciesPicker } from "../../species/picker.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { TextField } from "../../ui/field.js";
import { FormDialog } from "../../ui/form-dialog.js";
import { SpeciesName } from "../../species/name.js";
import { useCommonNames } from "../../species/names.js";
import { timeTyped } from "./time-typed.js";

export function NameDialog(props: {
  recordingId: number;
  recent: readonly string[];
  /** Of a detection, whose species it replaces. */
  present: string | undefined;
  onClose: () => void;
  onPick: (species: string) => void;
}): React.JSX.Element {
  const { recordingId, recent, present, onClose, onPick } = props;
  const { t } = useLingui();
  const commonOf = useCommonNames(recent);
  const pick = (species: string): void => {
    onPick(species);
    onClose();
  };
  return (
    <Dialog title={t`Which species is it?`} isOpen onClose={onClose}>
      {present !== undefined && (
        <p className="quiet">
          <Trans>
            It is named <i>{present}</i> now. That becomes wrong, and your name is kept.
          </Trans>
        </p>
      )}
      <SpeciesPicker label={t`Species`} {...{ recordingId, onLeave: onClose, onPick: pick }} />
      {recent.length > 0 && (
        <div className="label-recent">
          <p className="quiet small">
            <Trans>Named last, with their keys:</Trans>
          </p>
          {recent.map((species, at) => (
            <Button
              key={species}
              variant="quiet"
              onPress={() => {
                pick(species);
              }}
            >
              <kbd>{at + 1}</kbd>{" "}
              <SpeciesName {...{ species, common: commonOf(species) }} isInline />
            </Button>
          ))}
        </div>
      )}
    </Dialog>
  );
}

export function NoteDialog(props: {
  text: string;
  onClose: () => void;
  onKeep: (text: string) => void;
}): React.JSX.Element {
  const { text: before, onClose, onKeep } = props;
  const { t } = useLingui();
  const [text, setText] = useState(before);
  const isEmpty = text.trim() === "";
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
      <TextField label={t`Note`} autoFocus maxLength={1000} value={text} onChange={setText} />
    </FormDialog>
  );
}

export function GoToDialog(props: {
  recordedAt: string | null;
  seconds: number;
  onClose: () => void;
  onGo: (second: number) => void;
}): React.JSX.Element {
  const { recordedAt, seconds, onClose, onGo } = props;
  const { t } = useLingui();
  const [text, setText] = useState("");
  const second = timeTyped(text, recordedAt, seconds);
  return (
    <FormDialog
      title={t`Go to a time`}
      isOpen
      isEmpty={second === undefined}
      onClose={onClose}
      accept={t`Go there`}
      onAccept={() => {
        if (second === undefined) return;
        onGo(second);
        onClose();
      }}
    >
      <TextField
        label={t`Time`}
        autoFocus
        value={text}
        onChange={setText}
        hint={
          recordedAt === null
            ? t`From the start, such as 12:04 or 724.5 s.`
            : t`By the recorder's clock, such as 05:12:04, or from the start, such as 724.5 s.`
        }
        error={
          text.trim() !== "" && second === undefined
            ? t`The recording has no such time.`
            : undefined
        }
      />
    </FormDialog>
  );
}
