/** Jobs as main keeps them and as a page sees them: plain data, and how a change is taken in. */
import type { PageError } from "./api.js";
import type { Methods } from "./generated/contract.js";
import { omit } from "./omit.js";

/** Jobs of each list that are kept, and values of each list that progress brings. */
export const MOST_KEPT = 50;
export const MOST_RECENT = 100;

/**
 * waiting: behind another, which `behind` names · running · pausing, cancelling: the engine still
 * commits · paused, interrupted: can go on · done, failed, cancelled: over.
 */
export type JobState =
  | "waiting"
  | "running"
  | "pausing"
  | "cancelling"
  | "paused"
  | "interrupted"
  | "done"
  | "failed"
  | "cancelled";

/** Whoever starts a job says this of it. */
export interface JobAsked {
  /** A word of the page's own, such as "run" or "export"; at most 64 characters. */
  kind: string;
  /** What the user reads of it, such as "Birds, by place"; at most 200 characters. */
  title?: string;
  method: keyof Methods;
  params?: Record<string, unknown>;
}

/** How a job ended. */
export type JobOutcome =
  | {
      ok: true;
      /** The result; long lists and texts in it are cut, and `leftOut` counts what is missing. */
      value: unknown;
      leftOut: number;
      /** Of the result's own lists that were cut: how long each was. */
      lengths?: Readonly<Record<string, number>>;
    }
  | { ok: false; error: PageError };

export interface Job {
  id: number;
  kind: string;
  title: string;
  method: keyof Methods;
  state: JobState;
  /** The job that a waiting one waits for. */
  behind?: number;
  /** The run of the catalog, once it is known. */
  runId?: number;
  /** The engine ended unexpectedly, and the job went on by itself. */
  resumed: boolean;
  askedAt: string;
  startedAt?: string;
  endedAt?: string;
  /** The last progress, without its lists. */
  progress?: Record<string, unknown>;
  /** The newest values of each list that progress brought, such as `detections`. */
  recent: Record<string, unknown[]>;
  outcome?: JobOutcome;
}

/** All jobs at one moment; each change after it has the next number. */
export interface JobsSnapshot {
  change: "all";
  number: number;
  running: Job[];
  /** In the order in which they begin. */
  waiting: Job[];
  /** Paused or interrupted, also by an earlier quit or crash: "Go on". The newest first. */
  left: Job[];
  /** The newest first. */
  ended: Job[];
}

/** What changes. Lists in `fresh` are those of the progress that came since the last change. */
export type JobsChange =
  | { change: "job"; job: Job }
  | {
      change: "progress";
      id: number;
      progress: Record<string, unknown>;
      fresh: Record<string, unknown[]>;
    }
  | { change: "order"; waiting: { id: number; behind?: number }[] }
  | { change: "gone"; id: number };

/** A change with its number. */
export type JobsDelta = JobsChange & { number: number };

/** What a page that follows is told: everything first, then changes; everything again after a loss. */
export type JobsNews = JobsSnapshot | JobsDelta;

/** Which list of a snapshot jobs of a state are in. */
export function listOf(state: JobState): "running" | "waiting" | "left" | "ended" {
  if (state === "waiting") return "waiting";
  if (state === "paused" || state === "interrupted") return "left";
  return state === "running" || state === "pausing" || state === "cancelling" ? "running" : "ended";
}

/** Add what progress brought; the oldest values give way. */
export function withFresh(
  recent: Record<string, unknown[]>,
  fresh: Record<string, unknown[]>,
): Record<string, unknown[]> {
  const added = { ...recent };
  for (const [name, values] of Object.entries(fresh)) {
    added[name] = [...(added[name] ?? []), ...values].slice(-MOST_RECENT);
  }
  return added;
}

/**
 * Take one piece of news into what a page knows. Undefined where a change was lost: then everything
 * has to be asked for again, which `linnet.jobs.follow` does by itself.
 */
export function withNews(
  known: JobsSnapshot | undefined,
  news: JobsNews,
): JobsSnapshot | undefined {
  if (news.change === "all") return news;
  if (known?.number !== news.number - 1) return undefined;
  const next = { ...known, number: news.number };
  if (news.change === "job") return placed(without(next, news.job.id), news.job, known);
  if (news.change === "gone") return without(next, news.id);
  if (news.change === "order") return { ...next, waiting: ordered(known.waiting, news.waiting) };
  next.running = known.running.map((job) =>
    job.id === news.id
      ? { ...job, progress: news.progress, recent: withFresh(job.recent, news.fresh) }
      : job,
  );
  return next;
}

function ordered(jobs: Job[], order: { id: number; behind?: number }[]): Job[] {
  return order.flatMap(({ id, behind }) => {
    const found = jobs.find((job) => job.id === id);
    if (found === undefined) return [];
    const job: Job = omit(found, "behind");
    return [behind === undefined ? job : { ...job, behind }];
  });
}

function without(jobs: JobsSnapshot, id: number): JobsSnapshot {
  const others = (list: Job[]): Job[] => list.filter((job) => job.id !== id);
  return {
    ...jobs,
    running: others(jobs.running),
    waiting: others(jobs.waiting),
    left: others(jobs.left),
    ended: others(jobs.ended),
  };
}

/** A job keeps its place where it stays in its list; else waiting and running ones go to the end. */
function placed(rest: JobsSnapshot, job: Job, known: JobsSnapshot): JobsSnapshot {
  const name = listOf(job.state);
  const before = known[name].findIndex(({ id }) => id === job.id);
  const list = [...rest[name]];
  if (before >= 0) list.splice(before, 0, job);
  else if (name === "left" || name === "ended") list.unshift(job);
  else list.push(job);
  const bounded = name === "left" || name === "ended" ? list.slice(0, MOST_KEPT) : list;
  return { ...rest, [name]: bounded };
}
