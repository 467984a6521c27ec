/** Dialogs of Label: the name of a box, and a time to go to. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Button } from "../../ui/button.js";
import { TextField } from "../../ui/field.js";
import { FormDialog } from "../../ui/form-dialog.js";
import { SpeciesName } from "../../species/name.js";
import { useCommonNames } from "../../species/names.js";
import { WhichDialog } from "../../species/which-dialog.js";
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
  const commonOf = useCommonNames(recent);
  return (
    <WhichDialog
      {...{ recordingId, onPick, onClose }}
      below={
        recent.length > 0 && (
          <div className="label-recent">
            <p className="quiet small">
              <Trans>Named last, with their keys:</Trans>
            </p>
            {recent.map((species, at) => (
              <Button
                key={species}
                variant="quiet"
                onPress={() => {
                  onPick(species);
                  onClose();
                }}
              >
                <kbd>{at + 1}</kbd>{" "}
                <SpeciesName {...{ species, common: commonOf(species) }} isInline />
              </Button>
            ))}
          </div>
        )
      }
    >
      {present !== undefined && (
        <p className="quiet">
          <Trans>
            It is named <i>{present}</i> now. That becomes wrong, and your name is kept.
          </Trans>
        </p>
      )}
    </WhichDialog>
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
