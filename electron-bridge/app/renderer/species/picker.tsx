/** A field that finds a species by its scientific name, its name in a language, or its code. */
import { Plural, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import {
  Collection,
  ComboBox,
  Header,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Popover,
} from "react-aria-components";
import { Failure } from "../ui/failure.js";
import { Said } from "../ui/said.js";
import { type Found, useFound } from "./found.js";
import { MoreNames } from "./more.js";
import { SpeciesName } from "./name.js";
import "../ui/field.css";
import "../ui/select.css";
import "./picker.css";

interface SpeciesPickerProps {
  label: string;
  /**
   * The recording in which the species was heard, which tells what is expected there; without it,
   * the project's own species alone are found.
   */
  recordingId?: number;
  onPick: (species: string) => void;
  /** The list opens by itself, so Esc leaves at once where nothing was typed. */
  onLeave: () => void;
}

type Name = Found["names"][number];

interface Group {
  id: "here" | "expected" | "others";
  names: (Name & { id: string })[];
}

/** The names in the engine's order, by why they stand where they do. */
function groups(names: readonly Name[]): Group[] {
  const groupOf = ({ inCatalog, expected }: Name): Group["id"] =>
    inCatalog ? "here" : expected ? "expected" : "others";
  return (["here", "expected", "others"] as const)
    .map((id) => ({
      id,
      names: names
        .filter((each) => groupOf(each) === id)
        .map((each) => ({ ...each, id: each.species })),
    }))
    .filter((each) => each.names.length > 0);
}

export function SpeciesPicker(props: SpeciesPickerProps): React.JSX.Element {
  const { label, recordingId, onPick, onLeave } = props;
  const { t } = useLingui();
  const [text, setText] = useState("");
  const { value, error, waiting } = useFound(text, recordingId);
  const more = value === undefined ? 0 : value.total - value.names.length;
  const titles: Record<Group["id"], string> = {
    here: t`In this project`,
    expected: t`Species expected here`,
    others: t`Other species`,
  };
  return (
    <>
      <ComboBox
        className="field species-picker"
        items={groups(value?.names ?? [])}
        inputValue={text}
        onInputChange={setText}
        onChange={(key) => {
          if (key !== null) onPick(String(key));
        }}
        menuTrigger="focus"
        allowsEmptyCollection
        autoFocus
      >
        <Label>{label}</Label>
        <Input
          placeholder={t`Name or code`}
          onKeyDownCapture={(event) => {
            if (event.key !== "Escape" || text !== "") return;
            event.stopPropagation();
            onLeave();
          }}
        />
        <Popover className="popover species-popover" placement="bottom start" shouldFlip={false}>
          <ListBox
            renderEmptyState={() => (
              <p className="option quiet">
                {waiting
                  ? t`Looking…`
                  : text.trim() === ""
                    ? t`Type a name.`
                    : t`No species has such a name.`}
              </p>
            )}
          >
            {({ id, names }: Group) => (
              <ListBoxSection id={id}>
                <Header className="species-group quiet small">{titles[id]}</Header>
                <Collection items={names}>{Option}</Collection>
              </ListBoxSection>
            )}
          </ListBox>
          {more > 0 && (
            <Said className="more-names quiet small">
              <MoreNames count={more} />
            </Said>
          )}
        </Popover>
      </ComboBox>
      {error !== undefined && <Failure error={error} />}
    </>
  );
}

function Option({ species, common, detections }: Name): React.JSX.Element {
  return (
    <ListBoxItem id={species} textValue={common ?? species} className="option species-option">
      <SpeciesName species={species} common={common} />
      {detections > 0 && (
        <span className="quiet small">
          <Plural value={detections} one="# detection" other="# detections" />
        </span>
      )}
    </ListBoxItem>
  );
}
