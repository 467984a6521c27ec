/** Look, keys and languages as a file, for another computer or a colleague. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { SettingsCopy } from "../../../shared/settings-copy.js";
import type { PageError } from "../../data/call.js";
import { Button } from "../../ui/button.js";
import { Failure } from "../../ui/failure.js";
import { Path } from "../../ui/path.js";
import { ImportDialog } from "./import-dialog.js";
import { Said } from "../../ui/said.js";

export function Copy(): React.JSX.Element {
  const { t } = useLingui();
  const [error, setError] = useState<PageError>();
  const [written, setWritten] = useState<string>();
  const [found, setFound] = useState<SettingsCopy>();
  const write = async (): Promise<void> => {
    const outcome = await window.app.exportSettings();
    setError(outcome.ok ? undefined : outcome.error);
    setWritten(outcome.ok ? (outcome.value ?? undefined) : undefined);
  };
  const read = async (): Promise<void> => {
    const outcome = await window.app.importSettings();
    setWritten(undefined);
    setError(outcome.ok ? undefined : outcome.error);
    if (outcome.ok) setFound(outcome.value ?? undefined);
  };
  return (
    <>
      <div className="setting-actions">
        <Button onPress={() => void write()}>{t`Export…`}</Button>
        <Button onPress={() => void read()}>{t`Import…`}</Button>
      </div>
      {written !== undefined && (
        <Said className="setting-result">
          <Trans>The settings are written:</Trans> <Path path={written} />
        </Said>
      )}
      {error !== undefined && (
        <div className="setting-result">
          <Failure error={error} />
        </div>
      )}
      {found !== undefined && (
        <ImportDialog
          copy={found}
          onClose={() => {
            setFound(undefined);
          }}
        />
      )}
    </>
  );
}
