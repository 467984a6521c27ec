/** The open project, and another one in its place. */
import { SUBJECTS } from "@linnet/electron-bridge/generated/contract.js";
import type { AppInfo, Project, Purpose } from "../../shared/app-api.js";
import { type Answer, useAnswer } from "./answer.js";
import type { Outcome } from "./call.js";
import { useEngine } from "./engine.js";
import { forgetFirstSteps } from "./first-steps.js";
import { touch } from "./revision.js";

/** What main says of itself; asked again when another project is open. */
export function useInfo(): Answer<AppInfo> {
  const { project } = useEngine();
  return useAnswer(`info ${String(project)}`, async () => {
    return { ok: true, value: await window.app.info() };
  });
}

/** All that was read is of the other project; ids of the one before mean nothing now. */
export async function openProject(path: string): Promise<Outcome<Project>> {
  const outcome = await window.app.openProject(path);
  if (outcome.ok) {
    forgetFirstSteps();
    touch(SUBJECTS);
  }
  return outcome;
}

/** Let the person choose a project; undefined if they leave the dialog. */
export async function openAnother(
  purpose: Extract<Purpose, "project" | "newProject">,
): Promise<Outcome<Project> | undefined> {
  const [picked] = await window.app.pick(purpose);
  return picked && openProject(picked.path);
}
