/** The line at the bottom: the engine, the project, whether all is kept, whose time is shown. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useEngine } from "../data/engine.js";
import { change, useSettings } from "../data/settings.js";
import { KeyName } from "../keys/key-name.js";
import { useCommands } from "../keys/scopes.js";
import { Select } from "../ui/select.js";
import { useEngineWords } from "./engine-words.js";
import { ProjectMenu } from "./project-menu.js";
import { RunStatus } from "./run-status.js";
import { Tray } from "./tray.js";
import { Said } from "../ui/said.js";
import "./status-bar.css";

export function StatusBar(): React.JSX.Element {
  const { t } = useLingui();
  const { state } = useEngine();
  const words = useEngineWords();
  const { settings, trouble } = useSettings();
  const [jobsOpen, setJobsOpen] = useState(false);
  const openJobs = (): void => {
    setJobsOpen(true);
  };
  useCommands({ "app.jobs": openJobs });
  return (
    <footer className="status-bar small" aria-label={t`Status`}>
      <span className={`engine-light ${state}`} aria-hidden="true" />
      <Said as="span">{words[state]}</Said>
      <ProjectMenu />
      <RunStatus open={openJobs} />
      <Tray
        isOpen={jobsOpen}
        onClose={() => {
          setJobsOpen(false);
        }}
      />
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
        <KeyName of="app.keys" /> <Trans>keys</Trans>
      </span>
    </footer>
  );
}
