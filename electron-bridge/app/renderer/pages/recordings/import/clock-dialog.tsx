/** Asks when the first recording of a folder really began, since its clock was wrong. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { TextField } from "../../../ui/field.js";
import { FormDialog } from "../../../ui/form-dialog.js";
import { shiftBetween, shifted, shown } from "./clock.js";

interface ClockDialogProps {
  /** What the clock showed at the first recording. */
  clockFirst: string;
  /** A proposal of the engine, or what was said before. */
  shiftSeconds: number | null | undefined;
  onShift: (seconds: number) => void;
  onClose: () => void;
}

export function ClockDialog(props: ClockDialogProps): React.JSX.Element {
  const { clockFirst, shiftSeconds, onShift, onClose } = props;
  const { t } = useLingui();
  const [text, setText] = useState(shifted(clockFirst, shiftSeconds ?? 0));
  const shift = shiftBetween(clockFirst, text);
  const first = shown(clockFirst);
  return (
    <FormDialog
      title={t`Set the clock of this folder`}
      isOpen
      accept={t`Set the clock`}
      isEmpty={shift === undefined || (shift === 0 && !shiftSeconds)}
      onAccept={() => {
        if (shift === undefined) return;
        onShift(shift);
        onClose();
      }}
      onClose={onClose}
    >
      <div className="clock-fields">
        <p>
          <Trans>At the first recording, the recorder's clock showed {first}.</Trans>
        </p>
        <TextField
          autoFocus
          label={t`When did it really begin?`}
          value={text}
          onChange={setText}
          placeholder="2026-03-12 05:00:00"
          error={shift === undefined ? t`Write it as 2026-03-12 05:00:00.` : undefined}
        />
        <p className="quiet small">
          <Trans>
            All recordings of the folder are shifted as much. The files stay as they are.
          </Trans>
        </p>
      </div>
    </FormDialog>
  );
}
