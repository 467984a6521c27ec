/** Opens the import sheet: by the button, by its key, or by what is dropped anywhere on the page. */
import { Trans } from "@lingui/react/macro";
import { KeyName } from "../../../keys/key-name.js";
import { useCommands } from "../../../keys/scopes.js";
import { Button } from "../../../ui/button.js";
import { useDropping } from "../../../ui/dropping.js";
import { Icon } from "../../../ui/icon.js";
import { ImportSheet } from "./sheet.js";
import { addInputs, openSheet } from "./store.js";

export function ImportButton(): React.JSX.Element {
  const over = useDropping(addInputs);
  useCommands({
    "recordings.import": openSheet,
  });
  return (
    <>
      <Button onPress={openSheet} className={over ? "dropping" : ""}>
        <Icon name="plus" size={16} /> {over ? <Trans>Drop it here</Trans> : <Trans>Import…</Trans>}{" "}
        <KeyName of="recordings.import" />
      </Button>
      <ImportSheet />
    </>
  );
}
