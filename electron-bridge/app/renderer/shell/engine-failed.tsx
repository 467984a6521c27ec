/** In place of a page when the engine or the project failed: why, and what can be done. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useAnswer } from "../data/answer.js";
import type { PageError } from "../data/call.js";
import { useEngine } from "../data/engine.js";
import { reopen } from "../data/reopen.js";
import { Button } from "../ui/button.js";
import { Failure } from "../ui/failure.js";
import { LogLines } from "../ui/log-lines.js";
import { Path } from "../ui/path.js";
import "./engine-failed.css";

export function EngineFailed(): React.JSX.Element {
  const { error, stderr = [] } = useEngine();
  const [later, setLater] = useState<PageError>();
  const [starting, setStarting] = useState(false);
  const start = async (): Promise<void> => {
    setStarting(true);
    setLater(await reopen());
    setStarting(false);
  };
  const shown = later ?? error;
  // The engine is well, and the project's file is not.
  const ofProject = /^(CatalogUnavailable|StorageFull)$/.test(shown?.kind ?? "");
  return (
    <div className="page-body engine-failed">
      <h1>
        {ofProject ? (
          <Trans>The project could not be opened</Trans>
        ) : (
          <Trans>The engine could not be started</Trans>
        )}
      </h1>
      <p>
        {ofProject ? (
          <Trans>Linnet has changed nothing in its file.</Trans>
        ) : (
          <Trans>
            The engine reads recordings and keeps detections. Nothing that was kept is lost.
          </Trans>
        )}
      </p>
      {shown !== undefined && <Failure error={shown} />}
      <div className="engine-failed-actions">
        <Button variant="primary" autoFocus onPress={() => void (starting || start())}>
          {starting ? (
            <Trans>Starting…</Trans>
          ) : ofProject ? (
            <Trans>Try again</Trans>
          ) : (
            <Trans>Start again</Trans>
          )}
        </Button>
        <Button onPress={() => void window.app.log(true)}>
          <Trans>Open the log</Trans>
        </Button>
        <Button onPress={() => void otherProject(setLater)}>
          <Trans>Open another project…</Trans>
        </Button>
      </div>
      <Places />
      {stderr.length > 0 && <Said lines={stderr} />}
    </div>
  );
}

async function otherProject(onError: (error: PageError | undefined) => void): Promise<void> {
  const [picked] = await window.app.pick("project");
  if (picked === undefined) return;
  const outcome = await window.app.openProject(picked.path);
  onError(outcome.ok ? undefined : outcome.error);
}

function Places(): React.JSX.Element {
  const info = useAnswer("info", async () => ({ ok: true, value: await window.app.info() }));
  const log = useAnswer("log", async () => ({ ok: true, value: await window.app.log(false) }));
  return (
    <dl className="engine-failed-places">
      <dt>
        <Trans>Project</Trans>
      </dt>
      <dd>{info.value !== undefined && <Path path={info.value.project.path} />}</dd>
      <dt>
        <Trans>Log</Trans>
      </dt>
      <dd>{log.value !== undefined && <Path path={log.value.path} />}</dd>
    </dl>
  );
}

function Said({ lines }: { lines: readonly string[] }): React.JSX.Element {
  const { t } = useLingui();
  return (
    <section>
      <h2>
        <Trans>What the engine said last</Trans>
      </h2>
      <LogLines label={t`What the engine said last`} lines={lines} />
    </section>
  );
}
