/** What the engine has done since its start, in words: its metrics. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useAnswer } from "../../data/answer.js";
import { call } from "../../data/call.js";
import { useEngine } from "../../data/engine.js";
import { count, length } from "../../i18n/format.js";
import { Button } from "../../ui/button.js";
import { Failure } from "../../ui/failure.js";
import { EngineNeeded } from "./engine-needed.js";
import { type Figure, figures, sum } from "./figures.js";

export function EngineFigures(): React.JSX.Element {
  const { t } = useLingui();
  const { state, project } = useEngine();
  const metrics = useAnswer(
    state === "ready" ? `metrics ${String(project)}` : undefined,
    (signal) => call("metrics", {}, { signal }),
  );
  const { value, error, again } = metrics;
  if (error !== undefined) {
    return <Failure error={error} action={{ text: t`Try again`, act: again }} />;
  }
  if (value === undefined || state !== "ready") return <EngineNeeded />;
  return (
    <>
      <Facts all={figures(value.text)} />
      <div className="setting-actions setting-result">
        <Button variant="quiet" onPress={again}>
          <Trans>Read it again</Trans>
        </Button>
      </div>
    </>
  );
}

function Facts({ all }: { all: readonly Figure[] }): React.JSX.Element {
  const { t } = useLingui();
  const found = (cache: string): string => {
    const hits = sum(all, "cache_requests_total", { cache, result: "hit" });
    const [of, hit] = [count(sum(all, "cache_requests_total", { cache })), count(hits)];
    return t`${hit} of ${of}`;
  };
  const facts: [string, string][] = [
    [t`Windows that models heard`, count(sum(all, "windows_total"))],
    [t`Time that models took`, length(sum(all, "inference_seconds_sum"))],
    [t`Calls of models that failed`, count(sum(all, "inference_failures_total"))],
    [t`Odd windows`, count(sum(all, "embedding_anomalies_total"))],
    [t`Prepared recordings that were there when they were needed`, found("feature")],
    [t`Models that were in memory when they were needed`, found("session")],
    [t`Models that made room in memory`, count(sum(all, "session_evictions_total"))],
  ];
  return (
    <dl className="engine-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
