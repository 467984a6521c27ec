/** The engine: how it is, its version, and the last lines of the log. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useAnswer } from "../../data/answer.js";
import { call, type PageError } from "../../data/call.js";
import { useEngine } from "../../data/engine.js";
import { reopen } from "../../data/reopen.js";
import { useEngineWords } from "../../shell/engine-words.js";
import { Button } from "../../ui/button.js";
import { Failure } from "../../ui/failure.js";
import { LogLines } from "../../ui/log-lines.js";
import { Details } from "../../ui/own-words.js";
import { Path } from "../../ui/path.js";
import { english } from "../../ui/plain.js";
import type { Section } from "./entry.js";

/** Lines of the log that are shown; the file has all. */
const LINES = 40;

export function useEngineSection(): Section {
  const { t } = useLingui();
  return {
    id: "engine",
    title: t`Engine`,
    entries: [
      {
        id: "engine-state",
        title: t`The engine`,
        sentence: t`The part that reads sound and runs models. It works on this computer alone.`,
        wide: true,
        control: <State />,
      },
      {
        id: "log",
        title: t`Log`,
        sentence: t`What the program noted last. Send it along when you report a fault.`,
        wide: true,
        control: <Log />,
      },
    ],
  };
}

function State(): React.JSX.Element {
  const { state, error } = useEngine();
  const words = useEngineWords();
  const [trouble, setTrouble] = useState<PageError>();
  const info = useAnswer("info", async () => ({ ok: true, value: await window.app.info() }));
  const health = useAnswer(state === "ready" ? "health" : undefined, (signal) =>
    call("health", {}, { signal }),
  );
  const shown = trouble ?? error;
  return (
    <>
      <dl className="engine-facts">
        <dt>
          <Trans>State</Trans>
        </dt>
        <dd>{words[state]}</dd>
        <dt>
          <Trans>Version of the app</Trans>
        </dt>
        <dd>{info.value?.version ?? "–"}</dd>
        <dt>
          <Trans>Version of the engine</Trans>
        </dt>
        <dd>{health.value?.version ?? "–"}</dd>
        <dt>
          <Trans>Model in use</Trans>
        </dt>
        <dd>{health.value?.activeModel ?? <Trans>none</Trans>}</dd>
      </dl>
      {health.value?.trouble.map((each) => (
        <div key={each} className="setting-warn">
          {english(each) ?? (
            <>
              <Trans>The engine says that something is missing or broken.</Trans>
              <Details texts={[each]} />
            </>
          )}
        </div>
      ))}
      {state === "failed" && (
        <div className="setting-result">
          {shown !== undefined && <Failure error={shown} />}
          <div className="setting-actions setting-result">
            <Button
              variant="primary"
              onPress={() => {
                void reopen().then(setTrouble);
              }}
            >
              <Trans>Start again</Trans>
            </Button>
          </div>
        </div>
      )}
    </>
  );
}

function Log(): React.JSX.Element {
  const { t } = useLingui();
  const log = useAnswer("log", async () => ({ ok: true, value: await window.app.log(false) }));
  const lines = log.value?.lines.slice(-LINES) ?? [];
  return (
    <>
      {log.value !== undefined && <Path path={log.value.path} />}
      {lines.length > 0 && <LogLines label={t`Last lines of the log`} lines={lines} />}
      <div className="setting-actions setting-result">
        <Button onPress={() => void window.app.log(true)}>
          <Trans>Open the log</Trans>
        </Button>
        <Button variant="quiet" onPress={log.again}>
          <Trans>Read it again</Trans>
        </Button>
      </div>
    </>
  );
}
