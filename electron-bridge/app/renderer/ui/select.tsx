/** One of a few: a button that opens a list. */
import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as Plain,
  SelectValue,
} from "react-aria-components";
import "./field.css";
import "./select.css";

export interface Choice<Value extends string> {
  value: Value;
  text: string;
  /** Says why it cannot be chosen now. */
  off?: string;
}

interface SelectProps<Value extends string> {
  label: string;
  value: Value;
  choices: readonly Choice<Value>[];
  onChange: (value: Value) => void;
}

export function Select<Value extends string>(props: SelectProps<Value>): React.JSX.Element {
  const { label, value, choices, onChange } = props;
  return (
    <Plain
      className="field select"
      value={value}
      onChange={(chosen) => {
        if (chosen !== null) onChange(chosen as Value);
      }}
      disabledKeys={choices.filter(({ off }) => off !== undefined).map((each) => each.value)}
    >
      <Label className="label">{label}</Label>
      <Button className="button">
        <SelectValue />
        <span aria-hidden="true">▾</span>
      </Button>
      <Popover className="popover">
        <ListBox items={choices}>
          {({ value: id, text, off }) => (
            <ListBoxItem id={id} textValue={text} className="option">
              {text}
              {off !== undefined && <span className="quiet small"> {off}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Plain>
  );
}
