/** The engine: how it is, what it did since its start, its settings, and the log. */
import { useLingui } from "@lingui/react/macro";
import { EngineFigures } from "./engine-figures.js";
import { EngineSettings } from "./engine-settings.js";
import { EngineState } from "./engine-state.js";
import type { Section } from "./entry.js";
import { Log } from "./log.js";

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
        words: t`version memory restart`,
        wide: true,
        control: <EngineState />,
      },
      {
        id: "engine-figures",
        title: t`Since its start`,
        sentence: t`What the engine has done since it was started last.`,
        wide: true,
        control: <EngineFigures />,
      },
      {
        id: "engine-settings",
        title: t`Settings of the engine`,
        sentence: t`They fit the engine to this computer. They are written in a file, which counts from the next start.`,
        words: "toml profile threads batch providers",
        wide: true,
        control: <EngineSettings />,
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
