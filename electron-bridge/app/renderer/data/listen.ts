/** Joins the stores to what main tells without being asked: the engine's state, and jobs. */
import { followEngine } from "./engine.js";
import { followJobs } from "./jobs.js";

export function listen(): void {
  followEngine();
  followJobs();
}
