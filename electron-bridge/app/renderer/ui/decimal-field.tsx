/** A number as people type it: a decimal comma is read too, and what cannot be is said. */
import { useLingui } from "@lingui/react/macro";
import { useState, type ReactNode } from "react";
import { decimal, typed } from "../i18n/format.js";
import { TextField } from "./field.js";

interface DecimalFieldProps {
  label: string;
  value: number | null;
  least: number;
  most: number;
  whole?: boolean;
  /** Whether the field may stay empty. */
  optional?: boolean;
  hint?: ReactNode;
  isDisabled?: boolean;
  onPaste?: React.ClipboardEventHandler;
  onChange: (value: number | null) => void;
}

export function DecimalField(props: DecimalFieldProps): React.JSX.Element {
  const { label, value, least, most, whole = false, optional = false, hint, onChange } = props;
  const { t } = useLingui();
  /** What was typed, and the value that the field had then: another one has come from elsewhere. */
  const [last, setLast] = useState<{ text: string; value: number | null }>();
  const text = last?.value === value ? last.text : undefined;
  const fits = (number: number): boolean =>
    number >= least && number <= most && (!whole || Number.isInteger(number));
  const read = (given: string): number | null | undefined => {
    if (given.trim() === "") return optional ? null : undefined;
    const number = typed(given);
    return number !== undefined && fits(number) ? number : undefined;
  };
  const wrong = text !== undefined && read(text) === undefined;
  const [from, to] = [decimal(least), decimal(most)];
  return (
    <TextField
      label={label}
      inputMode="decimal"
      value={text ?? (value === null ? "" : decimal(value))}
      isDisabled={props.isDisabled ?? false}
      {...(props.onPaste !== undefined && { onPaste: props.onPaste })}
      onChange={(given) => {
        const number = read(given);
        setLast({ text: given, value: number === undefined ? value : number });
        if (number !== undefined) onChange(number);
      }}
      onBlur={() => {
        if (!wrong) setLast(undefined);
      }}
      hint={hint}
      error={
        !wrong
          ? undefined
          : whole
            ? t`Give a whole number from ${from} to ${to}.`
            : t`Give a number from ${from} to ${to}.`
      }
    />
  );
}
