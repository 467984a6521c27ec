/** The foot of the import sheet: how much there is, and the button that imports it. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { count, length } from "../../../i18n/format.js";
import { KeyName } from "../../../keys/key-name.js";
import { Button } from "../../../ui/button.js";
import { Progress } from "../../../ui/progress.js";
import { Said } from "../../../ui/said.js";
import type { Look } from "./look.js";

interface ActionsProps {
  look: Look;
  ready: number;
  begin: () => Promise<void>;
  close: () => void;
  isImporting: boolean;
  /** The import was asked for while the engine still looks. */
  isTooEarly: boolean;
}

export function Actions({
  look,
  ready,
  begin,
  close,
  isImporting,
  isTooEarly,
}: ActionsProps): React.JSX.Element {
  const { t } = useLingui();
  const { done, total, result, isBusy, folders } = look;
  const shown = count(ready);
  const [made, all] = [count(done), count(total)];
  const seconds = folders
    .filter(({ leftOut }) => !leftOut)
    .reduce((sum, folder) => sum + folder.seconds, 0);
  return (
    <>
      <div className="import-sum">
        {isBusy && total > 0 && (
          <Progress
            label={t`Looking at the recordings`}
            share={done / total}
            text={t`${made} of ${all} files`}
          />
        )}
        {isTooEarly && (
          <Said as="span">
            <Trans>Nothing was begun: Linnet still looks. Import once it has looked.</Trans>
          </Said>
        )}
        {result !== undefined && !isBusy && !isImporting && ready > 0 && (
          <Said as="span">
            <Plural value={ready} one="# recording" other={`${shown} recordings`} /> ·{" "}
            {length(seconds)}
          </Said>
        )}
      </div>
      {/* The button that began the import is gone, so this one takes the focus. */}
      <Button key={String(isImporting)} autoFocus={isImporting} onPress={close}>
        {isImporting ? <Trans>Close</Trans> : <Trans>Cancel</Trans>}
      </Button>
      {!isImporting && (
        <Button variant="primary" isDisabled={ready === 0 || isBusy} onPress={() => void begin()}>
          {ready === 0 ? (
            <Trans>Import</Trans>
          ) : (
            <Plural value={ready} one="Import # recording" other={`Import ${shown} recordings`} />
          )}{" "}
          <KeyName of="import.begin" />
        </Button>
      )}
    </>
  );
}
