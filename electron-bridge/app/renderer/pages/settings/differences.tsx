/** What some settings would change, in the words of the page. */
import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import type { Settings } from "../../../shared/settings.js";
import { useSettings } from "../../data/settings.js";
import { type Bindings, keysOf, shown } from "../../keys/bindings.js";
import { COMMANDS, type CommandId } from "../../keys/commands.js";
import { changedKeys } from "../../keys/imported.js";
import { type Told, useChoices } from "./choices.js";

export interface Difference {
  id: string;
  what: string;
  before: ReactNode;
  after: ReactNode;
}

export function useDifferences(next: Partial<Settings>): Difference[] {
  const { i18n } = useLingui();
  const { settings } = useSettings();
  const choices = useChoices();
  const after = { ...settings, ...next };
  const told = (Object.keys(choices) as (keyof Told)[])
    .filter((name) => settings[name] !== after[name])
    .map((name): Difference => {
      const { title, choices: all } = choices[name];
      const text = (value: unknown): string => all.find((each) => each.value === value)?.text ?? "";
      return { id: name, what: title, before: text(settings[name]), after: text(after[name]) };
    });
  const keys = changedKeys(settings, after).map((id): Difference => {
    const what = i18n._(COMMANDS[id].label);
    return { id, what, before: <Keys of={id} in={settings} />, after: <Keys of={id} in={after} /> };
  });
  return [...told, ...keys];
}

function Keys({ of, in: bindings }: { of: CommandId; in: Bindings }): React.JSX.Element {
  const keys = keysOf(of, bindings);
  return (
    <span className="key-names">
      {keys.length === 0 && (
        <span className="quiet">
          <Trans>no key</Trans>
        </span>
      )}
      {keys.map((key) => (
        <kbd key={key}>{shown(key)}</kbd>
      ))}
    </span>
  );
}
