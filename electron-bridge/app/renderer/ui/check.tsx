/** Yes-or-no and one-of-several: a check box, a switch, a group of radio buttons. */
import type { ReactNode } from "react";
import {
  CheckboxButton,
  CheckboxField,
  Label,
  RadioButton,
  RadioField,
  RadioGroup,
  SwitchButton,
  SwitchField,
  type CheckboxFieldProps,
  type SwitchFieldProps,
} from "react-aria-components";
import type { Choice } from "./select.js";
import "./field.css";
import "./check.css";

export function Checkbox({
  children,
  ...rest
}: Omit<CheckboxFieldProps, "children"> & { children: ReactNode }): React.JSX.Element {
  return (
    <CheckboxField {...rest}>
      <CheckboxButton className="check">
        <span className="check-box" aria-hidden="true" />
        {children}
      </CheckboxButton>
    </CheckboxField>
  );
}

export function Switch({
  children,
  ...rest
}: Omit<SwitchFieldProps, "children"> & { children: ReactNode }): React.JSX.Element {
  return (
    <SwitchField {...rest}>
      <SwitchButton className="check">
        <span className="switch-track" aria-hidden="true" />
        {children}
      </SwitchButton>
    </SwitchField>
  );
}

interface RadiosProps<Value extends string> {
  label: string;
  value: Value;
  choices: readonly (Choice<Value> & { more?: ReactNode })[];
  onChange: (value: Value) => void;
  /** Beside each other, or one under the other. */
  direction?: "row" | "column";
}

export function Radios<Value extends string>(props: RadiosProps<Value>): React.JSX.Element {
  const { label, value, choices, onChange, direction = "row" } = props;
  return (
    <RadioGroup
      className={`field radios ${direction}`}
      value={value}
      onChange={(chosen) => {
        onChange(chosen as Value);
      }}
    >
      <Label className="label">{label}</Label>
      <div className="radios-choices">
        {choices.map(({ value: each, text, off, more }) => (
          <RadioField key={each} value={each} isDisabled={off !== undefined}>
            <RadioButton className="check">
              <span className="radio-dot" aria-hidden="true" />
              <span>
                {text}
                {off !== undefined && <span className="quiet small"> {off}</span>}
                {more}
              </span>
            </RadioButton>
          </RadioField>
        ))}
      </div>
    </RadioGroup>
  );
}
