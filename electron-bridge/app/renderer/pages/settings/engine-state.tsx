/** How the engine is: version, model, memory; it can be started again. */
import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import type { HealthResult } from "@linnet/electron-bridge/generated/contract.js";
import { useAnswer } from "../../data/answer.js";
import { call, type PageError } from "../../data/call.js";
import { useEngine } from "../../data/engine.js";
import { reopen } from "../../data/reopen.js";
import { bytes, length } from "../../i18n/format.js";
import { useEngineWords } from "../../shell/engine-words.js";
import { Button } from "../../ui/button.js";
import { Failure } from "../../ui/failure.js";
import { Details } from "../../ui/own-words.js";
import { english } from "../../ui/plain.js";

export function EngineState(): React.JSX.Element {
  const { t } = useLingui();
  const { state, project, error } = useEngine();
  const words = useEngineWords();
  const [trouble, setTrouble] = useState<PageError>();
  const info = useAnswer("info", async () => ({ ok: true, value: await window.app.info() }));
  const question = state === "ready" ? `health ${String(project)}` : undefined;
  const health = useAnswer(question, (signal) => call("health", {}, { signal }));
  const now = state === "ready" ? health.value : undefined;
  const shown = trouble ?? (state === "failed" ? error : undefined);
  const { value: app } = info;
  const facts: [string, ReactNode][] = [
    [t`State`, words[state]],
    [t`Version of the app`, app?.version ?? "–"],
    [t`Version of the engine`, health.value?.version ?? "–"],
    [t`Runs since`, now === undefined ? "–" : length(now.uptimeSeconds)],
    [t`Model in use`, health.value?.activeModel ?? <Trans>none</Trans>],
    [t`Models in memory`, <Loaded key="loaded" loaded={now?.loaded ?? []} />],
  ];
  const restart = (): void => {
    void reopen().then((failure) => {
      setTrouble(failure?.kind === "RequestCancelled" ? undefined : failure);
    });
  };
  return (
    <>
      <dl className="engine-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {now?.trouble.map((each) => (
        <Trouble key={each} text={each} />
      ))}
      {shown !== undefined && <Failure error={shown} />}
      <div className="setting-actions setting-result">
        <Button variant={state === "failed" ? "primary" : "plain"} onPress={restart}>
          {state === "failed" ? <Trans>Start again</Trans> : <Trans>Restart the engine</Trans>}
        </Button>
      </div>
    </>
  );
}

function Loaded({ loaded }: { loaded: HealthResult["loaded"] }): React.JSX.Element {
  if (loaded.length === 0) return <Trans>none</Trans>;
  return (
    <>
      {loaded.map(({ name, versionId, bytes: taken, providers }) => {
        const [size, on] = [bytes(taken), providers[0]?.toUpperCase() ?? ""];
        return (
          <div key={`${name} ${versionId}`}>
            {name}:{" "}
            {on === "" ? (
              size
            ) : (
              <Trans>
                about {size}, on {on}
              </Trans>
            )}
          </div>
        );
      })}
    </>
  );
}

function Trouble({ text }: { text: string }): React.JSX.Element {
  return (
    <div className="setting-warn">
      {english(text) ?? (
        <>
          <Trans>The engine says that something is missing or broken.</Trans>
          <Details texts={[text]} />
        </>
      )}
    </div>
  );
}
