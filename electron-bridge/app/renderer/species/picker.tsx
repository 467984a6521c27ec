/** A field that finds a species by its scientific name, its name in a language, or its code. */
import { useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from "react-aria-components";
import { useAnswer } from "../data/answer.js";
import { call } from "../data/call.js";
import { Failure } from "../ui/failure.js";
import { SpeciesName } from "./name.js";
import "../ui/field.css";
import "../ui/select.css";
import "./picker.css";

const TYPING_MS = 120;

interface SpeciesPickerProps {
  label: string;
  onPick: (species: string) => void;
}

export function SpeciesPicker({ label, onPick }: SpeciesPickerProps): React.JSX.Element {
  const { t } = useLingui();
  const [text, setText] = useState("");
  const asked = useRested(text.trim());
  const { value, error, waiting } = useAnswer(
    asked === "" ? undefined : `names ${asked}`,
    async (signal) => {
      const outcome = await call("names/search", { text: asked, limit: 30 }, { signal });
      return outcome.ok ? { ok: true, value: outcome.value.names } : outcome;
    },
  );
  const names = asked === "" ? [] : (value ?? []);
  return (
    <>
      <ComboBox
        className="field species-picker"
        items={names.map((each) => ({ ...each, id: each.species }))}
        inputValue={text}
        onInputChange={setText}
        onChange={(key) => {
          if (key !== null) onPick(String(key));
        }}
        menuTrigger="input"
        allowsEmptyCollection
        autoFocus
      >
        <Label>{label}</Label>
        <Input placeholder={t`Name or code`} />
        <Popover className="popover">
          <ListBox
            renderEmptyState={() => (
              <p className="option quiet">
                {asked === "" || waiting ? t`Type a name.` : t`No species has such a name.`}
              </p>
            )}
          >
            {({ species, common }: { species: string; common: string | null }) => (
              <ListBoxItem id={species} textValue={common ?? species} className="option">
                <SpeciesName species={species} common={common} />
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
      {error !== undefined && <Failure error={error} />}
    </>
  );
}

/** A text once nobody has typed for a moment. */
function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => {
      setRested(text);
    }, TYPING_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [text]);
  return rested;
}
