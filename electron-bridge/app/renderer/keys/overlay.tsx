/** The keys that count here and now, over the page, by their places: `?`. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useSettings } from "../data/settings.js";
import { Dialog } from "../ui/dialog.js";
import { keysOf, shown } from "./bindings.js";
import { COMMANDS, type CommandId, type Scope } from "./commands.js";
import { useScopeNames } from "./scope-names.js";
import { live, useCommands } from "./scopes.js";
import "./overlay.css";

export function KeysOverlay(): React.JSX.Element {
  const { t } = useLingui();
  const names = useScopeNames();
  const [commands, setCommands] = useState<CommandId[]>();
  const open = (): void => {
    setCommands(live());
  };
  useCommands({ "app.keys": open });
  const scopes = [...new Set(commands?.map((id) => COMMANDS[id].scope))];
  const of = (scope: Scope): CommandId[] =>
    (commands ?? []).filter((id) => COMMANDS[id].scope === scope);
  return (
    <Dialog
      title={t`Keys`}
      isOpen={commands !== undefined}
      onClose={() => {
        setCommands(undefined);
      }}
    >
      <p className="quiet">
        <Trans>These keys count on this page. Settings, Keys changes them.</Trans>
      </p>
      {scopes.map((scope) => (
        <section key={scope} aria-label={names[scope]}>
          <h3>{names[scope]}</h3>
          <KeyTable commands={of(scope)} />
        </section>
      ))}
    </Dialog>
  );
}

function KeyTable({ commands }: { commands: CommandId[] }): React.JSX.Element {
  const { i18n } = useLingui();
  const { settings } = useSettings();
  return (
    <dl className="keys">
      {commands.map((id) => (
        <div key={id}>
          <dt>{i18n._(COMMANDS[id].label)}</dt>
          <dd>
            {keysOf(id, settings).length === 0 && (
              <span className="quiet small">
                <Trans>no key</Trans>
              </span>
            )}
            {keysOf(id, settings).map((key) => (
              <kbd key={key}>{shown(key)}</kbd>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
