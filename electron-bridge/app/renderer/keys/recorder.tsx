/** Takes the next key that is pressed, whatever it would do elsewhere. */
import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef, useState } from "react";
import { shown } from "./bindings.js";
import { pressed } from "./pressed.js";
import { Said } from "../ui/said.js";
import "./recorder.css";

interface RecorderProps {
  label: string;
  onKey: (key: string) => void;
}

export function Recorder({ label, onKey }: RecorderProps): React.JSX.Element {
  const { t } = useLingui();
  const field = useRef<HTMLInputElement>(null);
  const [taken, setTaken] = useState<string>();
  useEffect(() => {
    field.current?.focus();
  }, []);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    // Esc closes the dialog, and Tab goes to its buttons.
    if (event.key === "Escape" || event.key === "Tab") return;
    event.preventDefault();
    event.stopPropagation();
    const found = pressed(event.nativeEvent);
    if (found === undefined) return;
    if ("taken" in found) setTaken(shown(found.taken));
    else onKey(found.key);
  };
  return (
    <div className="recorder">
      <input
        ref={field}
        readOnly
        aria-label={label}
        placeholder={t`Press the new key`}
        onKeyDown={onKeyDown}
      />
      <Said className="recorder-taken small">
        {taken !== undefined && t`${taken} is a key of the system or of text. Press another one.`}
      </Said>
    </div>
  );
}
