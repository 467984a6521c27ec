/** A field for a day; what is typed and is no day is said. */
import { useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { dayOf } from "../i18n/day.js";
import { TextField } from "./field.js";
import { useSteady } from "./steady.js";

interface DayFieldProps {
  label: string;
  day: string | undefined;
  onChange: (day: string | undefined) => void;
  /** What is typed and is no day; undefined where it can be read. */
  onUnread: (text: string | undefined) => void;
}

/** A day as people type it; what cannot be read yet changes nothing. */
export function DayField({ label, day, onChange, onUnread }: DayFieldProps): React.JSX.Element {
  const { t } = useLingui();
  const [typed, setTyped] = useState<{ text: string; day: string | undefined }>();
  const text = typed?.day === day ? typed?.text : undefined;
  const given = text ?? day ?? "";
  const wrong = given.trim() !== "" && dayOf(given.trim()) === undefined;
  const unread = wrong ? given.trim() : undefined;
  const tell = useSteady(onUnread);
  useEffect(() => {
    tell(unread);
  }, [unread, tell]);
  return (
    <TextField
      label={label}
      placeholder="2026-03-12"
      value={given}
      error={wrong ? t`Year, month and day: 2026-03-12.` : undefined}
      onChange={(next) => {
        const read = next.trim() === "" ? undefined : dayOf(next.trim());
        const fits = next.trim() === "" || read !== undefined;
        setTyped({ text: next, day: fits ? read : day });
        if (fits && read !== day) onChange(read);
      }}
      onBlur={() => {
        if (!wrong) setTyped(undefined);
      }}
    />
  );
}
