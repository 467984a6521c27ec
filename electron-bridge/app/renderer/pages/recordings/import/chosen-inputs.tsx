/** The folders that were brought, each of which can be taken away again. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "../../../ui/button.js";
import { Icon } from "../../../ui/icon.js";
import { addInputs, removeInput, useImport } from "./store.js";

export async function pickMore(): Promise<void> {
  addInputs(await window.app.pick("recordings"));
}

export function ChosenInputs(): React.JSX.Element {
  const { t } = useLingui();
  const inputs = useImport((state) => state.inputs);
  return (
    <ul className="import-inputs" aria-label={t`Chosen folders`}>
      {inputs.map(({ path, name }) => (
        <li key={path} title={path}>
          {name}
          <Button
            variant="quiet"
            aria-label={t`Take away ${name}`}
            onPress={() => {
              removeInput(path);
            }}
          >
            <Icon name="close" size={16} />
          </Button>
        </li>
      ))}
      <li>
        <Button variant="quiet" onPress={() => void pickMore()}>
          <Icon name="plus" size={16} /> <Trans>Add a folder…</Trans>
        </Button>
      </li>
    </ul>
  );
}
