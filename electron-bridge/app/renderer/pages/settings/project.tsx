/** The open project: where it lies, whether it is whole, a copy, a repair, and its history. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { PageError } from "../../data/call.js";
import { useAnswer } from "../../data/answer.js";
import { Button } from "../../ui/button.js";
import { Failure } from "../../ui/failure.js";
import { Path } from "../../ui/path.js";
import { BackUp } from "./back-up.js";
import { Check } from "./check.js";
import type { Section } from "./entry.js";
import { History } from "./history.js";
import { Repair } from "./repair.js";
import { useStored } from "./stored.js";

export function useProject(): Section {
  const { t } = useLingui();
  return {
    id: "project",
    title: t`Project`,
    entries: [
      {
        id: "project-file",
        title: t`The project's file`,
        sentence: t`It holds detections, verdicts and labels. Your recordings stay where they are.`,
        wide: true,
        control: <Place />,
      },
      {
        id: "check",
        title: t`Is it whole?`,
        sentence: t`Reads the whole file and looks for damage. You can work meanwhile.`,
        control: <Check />,
      },
      {
        id: "backup",
        title: t`Back up`,
        sentence: t`Writes a copy into a folder that you choose, best on another drive.`,
        control: <BackUp />,
      },
      {
        id: "repair",
        title: t`Repair`,
        sentence: t`Mends what a check has found, after a copy of the file.`,
        control: <MayRepair />,
      },
      {
        id: "history",
        title: t`History`,
        sentence: t`Verdicts and labels, step by step. A step that is undone is kept in the history.`,
        wide: true,
        control: <Steps />,
      },
    ],
  };
}

function MayRepair(): React.JSX.Element {
  return <Repair isReadOnly={useStored().value?.readOnly ?? false} />;
}

function Steps(): React.JSX.Element {
  return <History isReadOnly={useStored().value?.readOnly ?? false} />;
}

function Place(): React.JSX.Element {
  const { t } = useLingui();
  const { value: stored } = useStored();
  const info = useAnswer("info", async () => ({ ok: true, value: await window.app.info() }));
  const [error, setError] = useState<PageError>();
  const path = info.value?.project.path;
  const other = async (purpose: "project" | "newProject"): Promise<void> => {
    const [picked] = await window.app.pick(purpose);
    if (picked === undefined) return;
    const outcome = await window.app.openProject(picked.path);
    setError(outcome.ok ? undefined : outcome.error);
    info.again();
  };
  return (
    <>
      {path !== undefined && <Path path={path} />}
      {stored?.readOnly === true && (
        <p className="setting-warn">
          <Trans>
            This project can only be read: its file or folder is protected. New verdicts and runs
            cannot be kept. Copy it to another folder, and open it there.
          </Trans>
        </p>
      )}
      <div className="setting-actions setting-result">
        <Button
          isDisabled={path === undefined}
          onPress={() => {
            if (path !== undefined) void window.app.showInFolder(path);
          }}
        >{t`Show in its folder`}</Button>
        <Button onPress={() => void other("project")}>{t`Open another…`}</Button>
        <Button onPress={() => void other("newProject")}>{t`New project…`}</Button>
      </div>
      {error !== undefined && <Failure error={error} />}
    </>
  );
}
