/** The keys that count here and now, over the page: `?`. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useSettings } from "../data/settings.js";
import { Dialog } from "../ui/dialog.js";
import { keysOf, shown } from "./bindings.js";
import { COMMANDS, type CommandId } from "./commands.js";
import { live, useCommands } from "./scopes.js";
import "./overlay.css";

export function KeysOverlay(): React.JSX.Element {
  const { t } = useLingui();
  const [commands, setCommands] = useState<CommandId[]>();
  const open = (): void => {
    setCommands([...new Set(live())]);
  };
  useCommands({ "app.keys": open });
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
      <KeyTable commands={commands ?? []} />
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
            {keysOf(id, settings).map((key) => (
              <kbd key={key}>{shown(key)}</kbd>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
