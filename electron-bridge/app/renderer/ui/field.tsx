/** Fields with their names: text, and numbers whose decimal comma is read too. */
import type { ReactNode } from "react";
import {
  FieldError,
  Input,
  Label,
  NumberField as PlainNumber,
  Text,
  TextField as PlainText,
  type NumberFieldProps,
  type TextFieldProps,
} from "react-aria-components";
import "./field.css";

interface Named {
  label: string;
  /** A short sentence under the field. */
  hint?: ReactNode;
  error?: string | undefined;
}

function Parts({
  label,
  hint,
  error,
  placeholder,
}: Named & { placeholder?: string | undefined }): React.JSX.Element {
  return (
    <>
      <Label>{label}</Label>
      <Input {...(placeholder !== undefined && { placeholder })} />
      {hint !== undefined && (
        <Text slot="description" className="quiet small">
          {hint}
        </Text>
      )}
      <FieldError className="field-error small">{error}</FieldError>
    </>
  );
}

export function TextField(
  props: TextFieldProps & Named & { placeholder?: string },
): React.JSX.Element {
  const { label, hint, error, placeholder, ...rest } = props;
  return (
    <PlainText {...rest} className="field" isInvalid={error !== undefined}>
      <Parts label={label} hint={hint} error={error} placeholder={placeholder} />
    </PlainText>
  );
}

export function NumberField({
  label,
  hint,
  error,
  ...rest
}: NumberFieldProps & Named): React.JSX.Element {
  return (
    <PlainNumber {...rest} className="field number" isInvalid={error !== undefined}>
      <Parts label={label} hint={hint} error={error} />
    </PlainNumber>
  );
}
