/** Several of a list, each with its own check box. */
import type { ReactNode } from "react";
import { CheckboxGroup } from "react-aria-components";
import { Checkbox } from "./check.js";
import "./check.css";

interface CheckboxListProps {
  label: string;
  choices: readonly { value: string; text: ReactNode }[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
}

export function CheckboxList(props: CheckboxListProps): React.JSX.Element {
  const { label, choices, chosen, onChange } = props;
  return (
    <CheckboxGroup aria-label={label} value={chosen} onChange={onChange} className="check-list">
      {choices.map(({ value, text }) => (
        <Checkbox key={value} value={value}>
          {text}
        </Checkbox>
      ))}
    </CheckboxGroup>
  );
}
