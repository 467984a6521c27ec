/** Says that the chosen language has no names of species here, and takes them from a file. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { call, type PageError } from "../../data/call.js";
import { touch } from "../../data/revision.js";
import { useSettings } from "../../data/settings.js";
import { count } from "../../i18n/format.js";
import { useSpoken } from "../../species/spoken.js";
import { Button } from "../../ui/button.js";
import { Failure } from "../../ui/failure.js";
import { tell } from "../../ui/toast.js";

export function AddNames(): React.JSX.Element | null {
  const { t } = useLingui();
  const language = useSettings(({ settings }) => settings.speciesLanguage);
  const isKept = useSpoken((spoken) => spoken.isKept);
  const [error, setError] = useState<PageError>();
  if (language !== "es" || isKept !== false) return null;
  const add = async (): Promise<void> => {
    const [picked] = await window.app.pick("names");
    if (picked === undefined) return;
    const outcome = await call("names/add", { language, path: picked.path });
    if (!outcome.ok) {
      setError(outcome.error);
      return;
    }
    const names = count(outcome.value.names);
    tell({ text: t`${names} Spanish names are kept now.` });
    touch(["species"]);
  };
  return (
    <>
      <p className="setting-warn small" role="status">
        <Trans>No Spanish names are kept here yet, so the English ones stand.</Trans>
      </p>
      <p className="quiet small">
        <Trans>
          Add them from a file of lines such as “Tyto alba_Lechuza común”, or a table with the
          scientific and the common names.
        </Trans>
      </p>
      <Button onPress={() => void add()}>
        <Trans>Add Spanish names…</Trans>
      </Button>
      {error !== undefined && <Failure error={error} />}
    </>
  );
}
