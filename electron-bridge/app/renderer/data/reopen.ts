/** Starts the engine of the open project again, after it has failed. */
import type { PageError } from "./call.js";

/** Undefined when it runs; else why it does not. */
export async function reopen(): Promise<PageError | undefined> {
  const { project } = await window.app.info();
  const outcome = await window.app.openProject(project.path);
  return outcome.ok ? undefined : outcome.error;
}
