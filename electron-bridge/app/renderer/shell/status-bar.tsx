/** The line at the bottom: the engine, the project, whether all is kept, whose time is shown. */
import { Trans, useLingui } from "@lingui/react/macro";
import type { EngineState } from "@linnet/electron-bridge/page.js";
import { useEngine } from "../data/engine.js";
import { change, useSettings } from "../data/settings.js";
import { shown } from "../keys/bindings.js";
import { Select } from "../ui/select.js";
import { ProjectMenu } from "./project-menu.js";
import "./status-bar.css";

function useEngineWords(): Record<EngineState["state"], string> {
  const { t } = useLingui();
  return {
    starting: t`Starting the engine`,
    ready: t`Engine ready`,
    restarting: t`Engine restarting`,
    failed: t`Engine failed`,
    stopping: t`Engine stopping`,
    stopped: t`Engine stopped`,
  };
}

export function StatusBar(): React.JSX.Element {
  const { t } = useLingui();
  const { state } = useEngine();
  const words = useEngineWords();
  const { settings, trouble } = useSettings();
  return (
    <footer className="status-bar small" aria-label={t`Status`}>
      <span className={`engine-light ${state}`} aria-hidden="true" />
      <span role="status">{words[state]}</span>
      <ProjectMenu />
      <span className="grow" />
      <span className={trouble === null ? "quiet" : "status-trouble"}>
        {trouble ?? <Trans>Saved</Trans>}
      </span>
      <Select
        label={t`Times`}
        value={settings.times}
        choices={[
          { value: "clock", text: t`Recorder's clock` },
          { value: "start", text: t`From the start` },
          { value: "utc", text: t`UTC` },
        ]}
        onChange={(times) => void change({ times })}
      />
      <span className="quiet">
        <kbd>{shown("Shift+?")}</kbd> <Trans>keys</Trans>
      </span>
    </footer>
  );
}
