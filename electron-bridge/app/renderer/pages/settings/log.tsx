/** The last lines of the log: to be read, opened, or copied for a report. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useAnswer } from "../../data/answer.js";
import { Button } from "../../ui/button.js";
import { LogLines } from "../../ui/log-lines.js";
import { Details } from "../../ui/own-words.js";
import { Path } from "../../ui/path.js";
import { copyReport } from "../../ui/report.js";
import { Said } from "../../ui/said.js";

/** Lines of the log that are shown; what is copied are all that main gives. */
const LINES = 40;

export function Log(): React.JSX.Element {
  const { t } = useLingui();
  const [copied, setCopied] = useState<number>();
  const [unopened, setUnopened] = useState(false);
  const log = useAnswer("log", async () => ({ ok: true, value: await window.app.log(false) }));
  const { path, lines = [], trouble = null } = log.value ?? {};
  const copy = async (): Promise<void> => {
    const now = await window.app.log(false);
    await copyReport(now.lines);
    setCopied(now.lines.length);
    log.again();
  };
  const openIt = (): void => {
    window.app.log(true).then(
      () => {
        setUnopened(false);
      },
      () => {
        setUnopened(true);
      },
    );
  };
  return (
    <>
      {path !== undefined && <Path path={path} />}
      {trouble !== null && (
        <div className="setting-warn">
          <Trans>The last line could not be written. Does the disk have room?</Trans>
          <Details texts={[trouble]} />
        </div>
      )}
      {lines.length > 0 && (
        <LogLines label={t`Last lines of the log`} lines={lines.slice(-LINES)} />
      )}
      <div className="setting-actions setting-result">
        <Button onPress={openIt}>
          <Trans>Open the log</Trans>
        </Button>
        <Button
          isDisabled={path === undefined}
          onPress={() => {
            if (path !== undefined) void window.app.showInFolder(path);
          }}
        >
          <Trans>Show in its folder</Trans>
        </Button>
        <Button onPress={() => void copy()}>
          <Trans>Copy the last 200 lines</Trans>
        </Button>
        <Button variant="quiet" onPress={log.again}>
          <Trans>Read it again</Trans>
        </Button>
      </div>
      {copied !== undefined && (
        <Said className="setting-result">
          <Plural
            value={copied}
            one="# line is copied, without your home folder and the name of your user."
            other="# lines are copied, without your home folder and the name of your user."
          />
        </Said>
      )}
      {unopened && (
        <Said className="setting-result setting-warn">
          <Trans>No program of this computer opens it. Show it in its folder instead.</Trans>
        </Said>
      )}
    </>
  );
}
