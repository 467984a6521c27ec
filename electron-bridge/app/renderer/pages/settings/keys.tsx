/** Keys: every command by its place, single letters on or off, and all of them put back. */
import { useLingui } from "@lingui/react/macro";
import { change, useSettings } from "../../data/settings.js";
import { COMMAND_IDS, COMMANDS, type Scope } from "../../keys/commands.js";
import { Button } from "../../ui/button.js";
import { Switch } from "../../ui/check.js";
import type { Entry, Section } from "./entry.js";
import { KeyTable } from "./key-table.js";

function useScopeNames(): Record<Scope, string> {
  const { t } = useLingui();
  return {
    app: t`Everywhere`,
    run: t`Run`,
    detections: t`Detections`,
    models: t`Models`,
    settings: t`Settings`,
    "first-run": t`First steps`,
    player: t`Player`,
  };
}

export function useKeys(): Section {
  const { t, i18n } = useLingui();
  const { letters, keys } = useSettings(({ settings }) => settings);
  const names = useScopeNames();
  const scopes = [...new Set(COMMAND_IDS.map((id) => COMMANDS[id].scope))];
  const tables = scopes.map((scope): Entry => {
    const ids = COMMAND_IDS.filter((id) => COMMANDS[id].scope === scope);
    return {
      id: `keys-${scope}`,
      title: names[scope],
      sentence: scope === "app" ? t`These keys count on every page.` : t`These count on this page.`,
      words: ids.map((id) => i18n._(COMMANDS[id].label)).join(" "),
      wide: true,
      control: <KeyTable ids={ids} />,
    };
  });
  return {
    id: "keys",
    title: t`Keys`,
    entries: [
      {
        id: "letters",
        title: t`Single letters`,
        sentence: t`Letters such as X and C give commands outside of fields. Z, X, C and Space are as in Pyrenote.`,
        control: (
          <Switch isSelected={letters} onChange={(on) => void change({ letters: on })}>
            {t`Single letters give commands`}
          </Switch>
        ),
      },
      {
        id: "keys-reset",
        title: t`Usual keys`,
        sentence: t`Puts back every key that you changed.`,
        control: (
          <Button
            isDisabled={Object.keys(keys).length === 0}
            onPress={() => void change({ keys: {} })}
          >
            {t`Put back all keys`}
          </Button>
        ),
      },
      ...tables,
    ],
  };
}
