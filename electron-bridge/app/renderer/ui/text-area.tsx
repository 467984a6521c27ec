/** A field for several lines, with its name and a sentence. */
import { Label, Text, TextArea as Plain, TextField } from "react-aria-components";
import "./field.css";

interface TextAreaProps {
  label: string;
  value: string;
  hint: string;
  rows?: number;
  onChange: (text: string) => void;
}

export function TextArea(props: TextAreaProps): React.JSX.Element {
  const { label, value, hint, rows = 3, onChange } = props;
  return (
    <TextField className="field" value={value} onChange={onChange}>
      <Label>{label}</Label>
      <Plain rows={rows} spellCheck={false} />
      <Text slot="description" className="quiet small">
        {hint}
      </Text>
    </TextField>
  );
}
