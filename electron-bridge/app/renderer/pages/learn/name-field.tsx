/** The name of a classifier, as it may be written. */
import { useLingui } from "@lingui/react/macro";
import { TextField } from "../../ui/field.js";
import { asName } from "./words.js";

const MOST_LETTERS = 64;

interface NameFieldProps {
  value: string;
  /** Whether something has this name already. */
  isTaken: boolean;
  onChange: (name: string) => void;
}

export function NameField({ value, isTaken, onChange }: NameFieldProps): React.JSX.Element {
  const { t } = useLingui();
  return (
    <TextField
      label={t`Name`}
      autoFocus
      value={value}
      maxLength={MOST_LETTERS}
      hint={t`Small letters, digits and dashes, such as “night-owls”.`}
      {...(isTaken && { error: t`A classifier or model has this name already.` })}
      onChange={(text) => {
        onChange(asName(text));
      }}
    />
  );
}
