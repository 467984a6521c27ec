/** The commands of one place with their keys, each to be changed or put back. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useRef, useState } from "react";
import { change, useSettings } from "../../data/settings.js";
import { keysOf, shown, usualKeysOf } from "../../keys/bindings.js";
import { withKeys } from "../../keys/change.js";
import { COMMANDS, type CommandId, isFixed } from "../../keys/commands.js";
import { Button } from "../../ui/button.js";
import { Hidden } from "./hidden-keys.js";
import { KeyDialog } from "./key-dialog.js";

export function KeyTable({ ids }: { ids: readonly CommandId[] }): React.JSX.Element {
  const [changing, setChanging] = useState<CommandId>();
  return (
    <>
      <ul className="plain-list">
        {ids.map((id) => (
          <KeyRow
            key={id}
            id={id}
            onChange={() => {
              setChanging(id);
            }}
          />
        ))}
      </ul>
      {changing !== undefined && (
        <KeyDialog
          id={changing}
          onClose={() => {
            setChanging(undefined);
          }}
        />
      )}
    </>
  );
}

function KeyRow({ id, onChange }: { id: CommandId; onChange: () => void }): React.JSX.Element {
  const { t, i18n } = useLingui();
  const { settings } = useSettings();
  const changeButton = useRef<HTMLButtonElement>(null);
  const name = i18n._(COMMANDS[id].label);
  const keys = keysOf(id, settings);
  const reset = (): void => {
    changeButton.current?.focus();
    void change({ keys: withKeys(settings, id, usualKeysOf(id, settings.profile)) });
  };
  return (
    <li className="key-row">
      <span className="grow">
        {name}
        <Hidden id={id} />
      </span>
      <span className="key-names">
        {keys.length === 0 && (
          <span className="quiet small">
            <Trans>no key</Trans>
          </span>
        )}
        {keys.map((key) => (
          <kbd key={key}>{shown(key)}</kbd>
        ))}
      </span>
      {id in settings.keys && (
        <Button variant="quiet" aria-label={t`Put back the key of “${name}”`} onPress={reset}>
          <Trans>Put back</Trans>
        </Button>
      )}
      {!isFixed(id) && (
        <Button
          ref={changeButton}
          variant="quiet"
          aria-label={t`Change the key of “${name}”`}
          onPress={onChange}
        >
          <Trans>Change…</Trans>
        </Button>
      )}
    </li>
  );
}
