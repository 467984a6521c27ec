/** Asks for the new key of a command, and what to do when another command has it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { change, useSettings } from "../../data/settings.js";
import { conflicts, keysOf, shown } from "../../keys/bindings.js";
import { taking, withKeys } from "../../keys/change.js";
import { COMMANDS, type CommandId, isFixed } from "../../keys/commands.js";
import { Recorder } from "../../keys/recorder.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";

interface KeyDialogProps {
  id: CommandId;
  onClose: () => void;
}

export function KeyDialog({ id, onClose }: KeyDialogProps): React.JSX.Element {
  const { t, i18n } = useLingui();
  const { settings } = useSettings();
  const [wanted, setWanted] = useState<string>();
  const name = i18n._(COMMANDS[id].label);
  const others = wanted === undefined ? [] : conflicts(id, wanted, settings);
  const kept = (keys: typeof settings.keys): void => {
    onClose();
    void change({ keys });
  };
  const take = (key: string): void => {
    if (conflicts(id, key, settings).length > 0) setWanted(key);
    else kept(withKeys(settings, id, [key]));
  };
  const settle = (how: "swap" | "take"): void => {
    if (wanted !== undefined) kept(taking(settings, id, wanted, others, how));
  };
  return (
    <Dialog
      title={t`Key for “${name}”`}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          {others.some(isFixed) ? (
            <Button
              autoFocus
              variant="primary"
              onPress={() => {
                setWanted(undefined);
              }}
            >
              <Trans>Press another key</Trans>
            </Button>
          ) : wanted === undefined ? (
            <Button
              onPress={() => {
                kept(withKeys(settings, id, []));
              }}
            >
              <Trans>No key</Trans>
            </Button>
          ) : (
            <Settle id={id} onSettle={settle} />
          )}
        </>
      }
    >
      {wanted === undefined ? (
        <Recorder label={t`Press the new key`} onKey={take} />
      ) : (
        <Taken wanted={wanted} others={others} />
      )}
    </Dialog>
  );
}

function Taken(props: { wanted: string; others: readonly CommandId[] }): React.JSX.Element {
  const { i18n } = useLingui();
  const key = shown(props.wanted);
  const names = props.others.map((each) => `“${i18n._(COMMANDS[each].label)}”`).join(", ");
  return (
    <p role="alert">
      <Trans>
        {key} already gives {names}.
      </Trans>
    </p>
  );
}

interface SettleProps {
  id: CommandId;
  onSettle: (how: "swap" | "take") => void;
}

function Settle({ id, onSettle }: SettleProps): React.JSX.Element {
  const { settings } = useSettings();
  const [given] = keysOf(id, settings);
  return (
    <>
      <Button
        autoFocus={given === undefined}
        onPress={() => {
          onSettle("take");
        }}
      >
        <Trans>Take it; the other has none</Trans>
      </Button>
      {given !== undefined && (
        <Button
          autoFocus
          variant="primary"
          onPress={() => {
            onSettle("swap");
          }}
        >
          <Trans>Swap the keys</Trans>
        </Button>
      )}
    </>
  );
}
