/** What a file of settings would change, before it does. */
import { Trans, useLingui } from "@lingui/react/macro";
import type { SettingsCopy } from "../../../shared/settings-copy.js";
import { change, undoChange, useSettings } from "../../data/settings.js";
import { imported } from "../../keys/imported.js";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { tell } from "../../ui/toast.js";
import { useDifferences } from "./differences.js";
import { useTroubleWords } from "./trouble-words.js";

interface ImportDialogProps {
  copy: SettingsCopy;
  onClose: () => void;
}

export function ImportDialog({ copy, onClose }: ImportDialogProps): React.JSX.Element {
  const { t } = useLingui();
  const { settings } = useSettings();
  const { keys, troubles } = imported({ ...settings, ...copy.settings });
  const next = { ...copy.settings, ...(copy.settings.keys !== undefined && { keys }) };
  const differences = useDifferences(next);
  const unknown = copy.unknown.map((name) => ({ kind: "unknown" as const, name }));
  const left = useTroubleWords([...unknown, ...(copy.settings.keys === undefined ? [] : troubles)]);
  const { name } = copy;
  const accept = (): void => {
    onClose();
    void change(next);
    const action = { text: t`Undo`, act: () => void undoChange() };
    tell({ text: t`The settings of ${name} act now.`, action });
  };
  return (
    <Dialog
      title={t`Import ${name}`}
      isOpen
      onClose={onClose}
      {...(differences.length > 0 && {
        actions: (
          <>
            <Button onPress={onClose}>
              <Trans>Cancel</Trans>
            </Button>
            <Button variant="primary" autoFocus onPress={accept}>
              <Trans>Take these settings</Trans>
            </Button>
          </>
        ),
      })}
    >
      {differences.length === 0 ? (
        <p>
          <Trans>All settings are as in this file already.</Trans>
        </p>
      ) : (
        <table className="differences">
          <thead>
            <tr>
              <th scope="col">{t`Setting`}</th>
              <th scope="col">{t`Now`}</th>
              <th scope="col">{t`In the file`}</th>
            </tr>
          </thead>
          <tbody>
            {differences.map(({ id, what, before, after }) => (
              <tr key={id}>
                <th scope="row">{what}</th>
                <td>{before}</td>
                <td>{after}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {left.length > 0 && (
        <section className="setting-result" aria-label={t`Left out`}>
          <h3>
            <Trans>Left out</Trans>
          </h3>
          <ul className="small">
            {left.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </section>
      )}
    </Dialog>
  );
}
