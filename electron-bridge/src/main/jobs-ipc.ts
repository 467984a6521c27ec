import { JOBS, JOBS_NEWS, type JobsCall, type Outcome } from "../api.js";
import type { JobAsked } from "../jobs.js";
import { isRecord } from "./checks.js";
import { asPageError, otherProject, refused } from "./failures.js";
import { Followers } from "./followers.js";
import type { Gate } from "./gate.js";
import type { IpcEvent, IpcMain } from "./ipc.js";
import type { Jobs } from "./jobs.js";

/** Let a page ask for jobs and follow them; returns what ends that. */
export function registerJobs(
  ipcMain: IpcMain,
  jobs: Jobs | undefined,
  gate: Gate,
  closed: (project: unknown) => boolean,
): () => void {
  const followers = new Followers(JOBS_NEWS);
  const leave = jobs?.subscribe((news) => {
    followers.send(news);
  });

  const start = (
    jobs: Jobs,
    asked: unknown,
    project: unknown,
  ): Promise<Outcome<unknown>> | Outcome<never> => {
    if (!isRecord(asked) || typeof asked.method !== "string") {
      return { ok: false, error: refused("This is not a job.") };
    }
    const problem = gate.unfit(asked.method, asked.params ?? {});
    if (problem !== undefined) return { ok: false, error: refused(problem) };
    if (closed(project)) return { ok: false, error: otherProject() };
    return jobs.start(asked as unknown as JobAsked);
  };

  const answer = (
    jobs: Jobs,
    call: JobsCall,
    event: IpcEvent,
  ): Promise<Outcome<unknown>> | Outcome<unknown> => {
    switch (call.ask) {
      case "start":
        return start(jobs, call.job, call.project);
      case "cancel":
      case "pause":
      case "goOn":
      case "remove":
        return jobs[call.ask](call.id);
      case "move":
        return jobs.move(call.id, call.before);
      case "follow":
        followers.add(event.sender);
        return { ok: true, value: jobs.list() };
      case "list":
        return { ok: true, value: jobs.list() };
      default:
        return { ok: false, error: refused("This is not a wish about jobs.") };
    }
  };

  const onJobs = async (event: IpcEvent, sent: unknown): Promise<Outcome<unknown>> => {
    const problem = gate.strangerIn(event);
    if (problem !== undefined) return { ok: false, error: refused(problem) };
    if (jobs === undefined) return { ok: false, error: refused("No jobs are kept here.") };
    if (!isRecord(sent)) {
      return { ok: false, error: refused("This is not a wish about jobs.") };
    }
    try {
      return await answer(jobs, sent as unknown as JobsCall, event);
    } catch (error) {
      return { ok: false, error: asPageError(error) };
    }
  };

  ipcMain.handle(JOBS, onJobs);
  return () => {
    ipcMain.removeHandler(JOBS);
    leave?.();
  };
}
