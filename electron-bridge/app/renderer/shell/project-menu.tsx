/** The open project by its name, and the ways to another one; a failure leaves this one open. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { Project } from "../../shared/app-api.js";
import { cancelled, type Outcome, type PageError } from "../data/call.js";
import { openAnother, openProject, useInfo } from "../data/project.js";
import { go } from "../routes.js";
import { Dialog } from "../ui/dialog.js";
import { Failure } from "../ui/failure.js";
import { type Action, Menu } from "../ui/menu.js";
import { Path } from "../ui/path.js";
import { tell } from "../ui/toast.js";

/** More would fill the screen; the dialog finds the others. */
const SHOWN = 8;

export function ProjectMenu(): React.JSX.Element | null {
  const { t } = useLingui();
  const { value: info, again } = useInfo();
  const [error, setError] = useState<PageError>();
  if (info === undefined) return null;
  const { project, recent } = info;
  const told = async (opening: Promise<Outcome<Project> | undefined>): Promise<void> => {
    const outcome = await opening;
    if (outcome === undefined || cancelled(outcome)) return;
    again();
    if (!outcome.ok) {
      setError(outcome.error);
      return;
    }
    const { name } = outcome.value;
    go("run");
    tell({ text: t`The project ${name} is open.` });
  };
  const others = recent.filter(({ path }) => path !== project.path).slice(0, SHOWN);
  const twice = (name: string): boolean => others.filter((each) => each.name === name).length > 1;
  const actions: Action[] = [
    ...others.map(({ path, name }) => ({
      id: path,
      // Two projects of one name differ by their folders.
      text: twice(name) ? `${name} (${folderOf(path)})` : name,
      act: () => void told(openProject(path)),
    })),
    { id: "open", text: t`Open another project…`, act: () => void told(openAnother("project")) },
    { id: "new", text: t`Make a new project…`, act: () => void told(openAnother("newProject")) },
  ];
  const { name } = project;
  return (
    <>
      <Menu label={t`Project ${name}; open another`} variant="quiet" actions={actions}>
        {name} <span aria-hidden="true">▴</span>
      </Menu>
      <Dialog
        title={t`The project was not opened`}
        isOpen={error !== undefined}
        onClose={() => {
          setError(undefined);
        }}
      >
        {error !== undefined && <Failure error={error} />}
        <p className="project-stays">
          <Trans>{name} stays open.</Trans> <Path path={project.path} />
        </p>
      </Dialog>
    </>
  );
}

function folderOf(path: string): string {
  return path.split(/[\\/]/).at(-2) ?? path;
}
