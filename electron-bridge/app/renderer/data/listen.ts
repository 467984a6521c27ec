/** Joins the stores to what main tells without being asked: engine, jobs, changes of the catalog. */
import { followEngine } from "./engine.js";
import { followJobs } from "./jobs.js";
import { followCatalog } from "./revision.js";

export function listen(): void {
  followEngine();
  followJobs();
  followCatalog();
}
