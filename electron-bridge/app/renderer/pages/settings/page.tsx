/** Settings: sections at the left, one search over all of them; each change acts at once. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useRef, useState } from "react";
import { Input, SearchField } from "react-aria-components";
import { undoChange, useSettings } from "../../data/settings.js";
import { KeyName } from "../../keys/key-name.js";
import { useCommands } from "../../keys/scopes.js";
import { keep, useRoute } from "../../routes.js";
import { Button } from "../../ui/button.js";
import { Empty } from "../../ui/empty.js";
import { Tabs } from "../../ui/tabs.js";
import { useEngineSection } from "./engine.js";
import { EntryRow, searched, type Section } from "./entry.js";
import { useKeys } from "./keys.js";
import { useLanguages } from "./languages.js";
import { useLook } from "./look.js";
import { useProject } from "./project.js";
import { useSound } from "./sound.js";
import { useStorageSection } from "./storage.js";
import { useYou } from "./you.js";
import "./settings.css";

function useSections(): Section[] {
  return [
    useYou(),
    useKeys(),
    useLook(),
    useSound(),
    useLanguages(),
    useStorageSection(),
    useEngineSection(),
    useProject(),
  ];
}

/** Addresses of sections that became a part of another one. */
const MOVED: Readonly<Record<string, string>> = { folders: "storage", copy: "you" };

export default function SettingsPage(): React.JSX.Element {
  const { t } = useLingui();
  const { query } = useRoute();
  const sections = useSections();
  const [sought, setSought] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useCommands({
    "settings.search": () => field.current?.focus(),
    "settings.undo": () => void undoChange(),
  });
  const some = useSettings(({ before }) => before.length > 0);
  const { section = "you" } = query;
  const chosen = sections.find(({ id }) => id === (MOVED[section] ?? section))?.id ?? "you";
  return (
    <>
      <header className="page-head">
        <h1>
          <Trans>Settings</Trans>
        </h1>
        <p className="quiet">
          <Trans>Every change acts at once and is kept.</Trans>
        </p>
        <span className="grow" />
        {/* It stays pressable, so that the focus stays where it is. */}
        <Button variant="quiet" aria-disabled={!some} onPress={() => void undoChange()}>
          <Trans>Undo</Trans> <KeyName of="settings.undo" />
        </Button>
        <SearchField
          aria-label={t`Search the settings`}
          className="field settings-search"
          value={sought}
          onChange={setSought}
        >
          <Input ref={field} placeholder={t`Search the settings`} />
        </SearchField>
      </header>
      <div className="page-body settings-body">
        {sought.trim() === "" ? (
          <Tabs
            label={t`Settings`}
            orientation="vertical"
            chosen={chosen}
            onChange={(section) => {
              keep({ section });
            }}
            tabs={sections.map(({ id, title, entries }) => ({
              id,
              text: title,
              panel: entries.map((entry) => <EntryRow key={entry.id} entry={entry} />),
            }))}
          />
        ) : (
          <Found sections={searched(sections, sought)} />
        )}
      </div>
    </>
  );
}

function Found({ sections }: { sections: Section[] }): React.JSX.Element {
  const { t } = useLingui();
  if (sections.length === 0) {
    return (
      <Empty
        title={t`No setting has these words`}
        reason={t`Try another word, or clear the search with Esc.`}
      />
    );
  }
  return (
    <div className="settings-found">
      {sections.map(({ id, title, entries }) => (
        <section key={id} aria-label={title}>
          <h2>{title}</h2>
          {entries.map((entry) => (
            <EntryRow key={entry.id} entry={entry} />
          ))}
        </section>
      ))}
    </div>
  );
}
