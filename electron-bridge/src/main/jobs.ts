import type { Outcome } from "../api.js";
import {
  listOf,
  withNews,
  type Job,
  type JobAsked,
  type JobOutcome,
  type JobsChange,
  type JobsNews,
  type JobsSnapshot,
  type JobState,
} from "../jobs.js";
import { omit } from "../omit.js";
import type { Consent } from "../supervise/quitting.js";
import { isRecord } from "./checks.js";
import { noSuchJob, refused, tooManyJobs } from "./failures.js";
import { lookAtPaths } from "./gate.js";
import type { Grants } from "./grants.js";
import type { Caller } from "./ipc.js";
import { attempt, endOf } from "./job-attempt.js";
import { JobWork, type Work } from "./job-work.js";
import { JobsFile, keptOf } from "./jobs-file.js";
import { FROM_CATALOG, leftBefore } from "./jobs-left.js";
import { behindOthers, hasRoom } from "./lanes.js";
import { ProgressNews } from "./progress-news.js";
import { Runs } from "./runs.js";

/** Jobs that wait at a time. */
export const MOST_WAITING = 100;

const LONGEST_KIND = 64;
const LONGEST_TITLE = 200;

/** Runs that are not offered again; of older ones the catalog is not asked either. */
const MOST_SETTLED = 1000;

/** How long closing waits for the engine to commit what it runs. */
const CLOSE_MS = 3000;

export interface JobsOptions {
  /** Paths of params are looked at when a job is asked for, and again when it begins. */
  grants: Grants;
  /** Told in words what could not be kept or read. */
  trouble?: (message: string) => void;
}

const done: Outcome<null> = { ok: true, value: null };

/**
 * Long calls owned by main. They outlive the page that started them, go on once by themselves when
 * the engine crashes, and end with the user's consent.
 */
export class Jobs {
  readonly #grants: Grants;
  readonly #trouble: (message: string) => void;
  readonly #runs: Runs;
  readonly #work = new JobWork();
  readonly #listeners = new Set<(news: JobsNews) => void>();
  readonly #news: ProgressNews;
  #known: JobsSnapshot;
  #file: JobsFile;
  #settled = new Set<number>();
  /** Jobs whose paths are being looked at. */
  #asking = 0;
  #lastId = 0;
  #open = true;

  constructor(
    private readonly client: Caller,
    { grants, trouble = () => undefined }: JobsOptions,
  ) {
    this.#grants = grants;
    this.#trouble = trouble;
    this.#runs = new Runs(client);
    this.#file = new JobsFile(undefined, trouble);
    this.#news = new ProgressNews((id, progress, fresh) => {
      this.#tell({ change: "progress", id, progress, fresh });
    });
    this.#known = { change: "all", number: 0, running: [], waiting: [], left: [], ended: [] };
  }

  /**
   * Take up a project: offer what an earlier quit, crash or kill left, from the file at `path` and
   * from the catalog. The file is then kept up to date. Call it when the engine is ready.
   */
  async open(path?: string): Promise<void> {
    this.#file = new JobsFile(path, this.#trouble);
    const kept = await this.#file.read();
    this.#settled = new Set(kept.settled);
    this.#open = true;
    const left = await leftBefore(kept, this.#runs, this.#trouble);
    this.#lastId = Math.max(this.#lastId, ...left.map(({ id }) => id));
    for (const job of left) {
      const id = job.id === FROM_CATALOG ? ++this.#lastId : job.id;
      this.#add({ ...job, id }, job.params, job.paused === true ? "paused" : "interrupted");
    }
    this.#keep();
  }

  /**
   * End everything so that it can go on later, before the project is changed or the application
   * quits; what waits is kept too. Nothing can be started until `open`.
   */
  async close(withinMs = CLOSE_MS): Promise<void> {
    this.#open = false;
    for (const { id } of [...this.#known.running, ...this.#known.waiting]) this.pause(id);
    const all = this.#work.over();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise((resolve) => (timer = setTimeout(resolve, withinMs)));
    await Promise.race([all, late]);
    clearTimeout(timer);
    this.#keep();
    await this.#file.written();
    this.#work.clear();
    this.#file = new JobsFile(undefined, this.#trouble);
    const { number } = this.#known;
    const none = { running: [], waiting: [], left: [], ended: [] };
    this.#known = { change: "all", number: number + 1, ...none };
    for (const listener of this.#listeners) listener(this.#known);
  }

  /** Whether quitting would cut something short. */
  get busy(): boolean {
    return this.#known.running.length > 0 || this.#known.waiting.length > 0;
  }

  /** For `stopWith`: close, once `ask` says that what runs may stop now and go on next time. */
  consent(ask: (jobs: JobsSnapshot) => Promise<boolean>): Consent {
    return async () => {
      if (this.busy && !(await ask(this.list()))) return false;
      await this.close();
      return true;
    };
  }

  /** Start a job, or let it wait for its turn. A page's wish is checked before, by `registerIpc`. */
  async start(asked: JobAsked): Promise<Outcome<{ id: number }>> {
    const problem = unfit(asked);
    if (problem !== undefined) return { ok: false, error: refused(problem) };
    const { kind, title = "", method, params = {} } = asked;
    if (!this.#open) return { ok: false, error: noSuchJob("No project is open.") };
    if (this.#full(params)) return { ok: false, error: tooManyJobs() };
    this.#asking++;
    try {
      const looked = await lookAtPaths(method, params, this.#grants);
      if (typeof looked === "string") return { ok: false, error: refused(looked) };
    } finally {
      this.#asking--;
    }
    const id = ++this.#lastId;
    const askedAt = new Date().toISOString();
    this.#add({ id, kind, title, method, askedAt }, params, "waiting");
    this.#begin();
    this.#keep();
    return { ok: true, value: { id } };
  }

  /** End a job for good; what is done stays done. */
  cancel(id: number): Outcome<null> {
    return this.#end(id, "cancel");
  }

  /** Cancel a job so that it can go on later; a waiting one is put aside. */
  pause(id: number): Outcome<null> {
    return this.#end(id, "pause");
  }

  /** Let a paused or interrupted job go on where it stopped. */
  goOn(id: number): Outcome<null> {
    const job = this.#known.left.find((each) => each.id === id);
    const work = this.#work.get(id);
    if (job === undefined || work === undefined) return { ok: false, error: nothingTo("go on") };
    if (!this.#open) return { ok: false, error: noSuchJob("No project is open.") };
    if (this.#full({})) return { ok: false, error: tooManyJobs() };
    this.#work.renew(id);
    this.#change({ ...omit(job, "endedAt", "outcome"), state: "waiting", resumed: false });
    this.#begin();
    this.#keep();
    return done;
  }

  /** Put a waiting job before another one, or last. */
  move(id: number, before: number | null): Outcome<null> {
    const ids = this.#known.waiting.map((job) => job.id);
    const there = ids.includes(id) && (before === null || (ids.includes(before) && before !== id));
    if (!there) return { ok: false, error: nothingTo("be moved") };
    const rest = ids.filter((each) => each !== id);
    rest.splice(before === null ? rest.length : rest.indexOf(before), 0, id);
    this.#order(rest);
    this.#keep();
    return done;
  }

  /** Forget a job that does not run. */
  remove(id: number): Outcome<null> {
    const { waiting, left, ended } = this.#known;
    const job = [...waiting, ...left, ...ended].find((each) => each.id === id);
    if (job === undefined) return { ok: false, error: nothingTo("be removed") };
    if (job.runId !== undefined) this.#settled.add(job.runId);
    this.#work.delete(id);
    this.#tell({ change: "gone", id });
    this.#begin();
    this.#keep();
    return done;
  }

  list(): JobsSnapshot {
    return this.#known;
  }

  /** Be told each change; returns what ends that. */
  subscribe(listener: (news: JobsNews) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #full(params: Record<string, unknown>): boolean {
    const many = this.#known.waiting.length + this.#asking >= MOST_WAITING;
    return many || !this.#work.hasRoomFor(params);
  }

  #add(
    job: Omit<Job, "state" | "resumed" | "recent">,
    params: Record<string, unknown>,
    state: JobState,
  ): void {
    this.#work.add(job.id, params);
    const { id, kind, title, method, askedAt, startedAt, runId, progress } = job;
    this.#change({
      ...{ id, kind, title, method, askedAt, state, resumed: false, recent: {} },
      ...(startedAt === undefined ? {} : { startedAt }),
      ...(runId === undefined ? {} : { runId }),
      ...(progress === undefined ? {} : { progress }),
    });
  }

  #end(id: number, wish: "pause" | "cancel"): Outcome<null> {
    const { running, waiting, left } = this.#known;
    const job = [...running, ...waiting, ...left].find((each) => each.id === id);
    const work = this.#work.get(id);
    if (job === undefined || work === undefined) {
      return { ok: false, error: nothingTo(wish === "pause" ? "be paused" : "be cancelled") };
    }
    if (listOf(job.state) === "running") {
      // Who has said that it ends for good may not be overruled by a pause, as closing is one.
      if (work.wish === "cancel") return done;
      work.wish = wish;
      this.#change({ ...job, state: wish === "pause" ? "pausing" : "cancelling" });
      work.stop.abort();
    } else if (wish === "cancel" || job.state === "waiting") {
      this.#over(job, wish === "pause" ? "paused" : "cancelled");
    }
    this.#begin();
    this.#keep();
    return done;
  }

  /** Begin what there is room for, and say of the others what they wait for. */
  #begin(): void {
    for (const job of this.#open ? [...this.#known.waiting] : []) {
      const work = this.#work.get(job.id);
      if (work === undefined || !hasRoom(job, this.#known.running)) continue;
      const begun = {
        ...omit(job, "behind"),
        state: "running" as const,
        startedAt: new Date().toISOString(),
      };
      this.#change(begun);
      work.over = this.#run(begun, work);
    }
    this.#order(this.#known.waiting.map(({ id }) => id));
  }

  /** Put what waits in this order; tells only what is new. */
  #order(ids: number[]): void {
    const waiting = behindOthers(ids, this.#known);
    const now = this.#known.waiting.map(({ id, behind }) =>
      behind === undefined ? { id } : { id, behind },
    );
    if (JSON.stringify(now) !== JSON.stringify(waiting)) this.#tell({ change: "order", waiting });
  }

  async #run({ id, method, runId }: Job, work: Work): Promise<void> {
    const { outcome, crashed } = await attempt(
      { client: this.client, grants: this.#grants },
      { method, params: work.params, runId },
      work,
      {
        onProgress: (progress) => {
          this.#news.add(id, progress);
        },
        onRun: (found) => {
          this.#isRun(id, found);
        },
        onResumed: () => {
          this.#update(id, { resumed: true });
        },
      },
    );
    this.#news.flush(id);
    const job = this.#known.running.find((each) => each.id === id);
    if (job === undefined) return;
    this.#over(job, endOf(outcome, crashed, job, work), outcome);
    this.#begin();
    this.#keep();
  }

  #isRun(id: number, runId: number): void {
    const job = this.#known.running.find((each) => each.id === id);
    if (job === undefined || job.runId === runId) return;
    if (job.runId !== undefined) this.#settled.add(job.runId);
    this.#change({ ...job, runId });
    this.#keep();
  }

  #over(job: Job, state: JobState, outcome?: JobOutcome): void {
    if (listOf(state) === "ended") {
      this.#work.delete(job.id);
      if (job.runId !== undefined) this.#settled.add(job.runId);
    }
    this.#change({
      ...omit(job, "behind"),
      state,
      endedAt: new Date().toISOString(),
      ...(outcome === undefined ? {} : { outcome }),
    });
    const still = new Set(this.#known.left.map(({ id }) => id));
    for (const { id } of [...this.#known.running, ...this.#known.waiting]) still.add(id);
    // The oldest of those that are left has given way.
    this.#work.keepOnly(still);
  }

  #update(id: number, change: Partial<Job>): void {
    const job = this.#known.running.find((each) => each.id === id);
    if (job !== undefined) this.#change({ ...job, ...change });
  }

  #change(job: Job): void {
    this.#tell({ change: "job", job });
  }

  #tell(change: JobsChange): void {
    const delta = { ...change, number: this.#known.number + 1 };
    this.#known = withNews(this.#known, delta) ?? this.#known;
    for (const listener of this.#listeners) listener(delta);
  }

  #keep(): void {
    const { running, waiting, left } = this.#known;
    const jobs = [...left, ...running, ...waiting].flatMap((job) => {
      const params = this.#work.get(job.id)?.params;
      return params === undefined ? [] : [keptOf(job, params)];
    });
    this.#settled = new Set([...this.#settled].slice(-MOST_SETTLED));
    this.#file.write({ jobs, settled: [...this.#settled] });
  }
}

function unfit(asked: unknown): string | undefined {
  if (!isRecord(asked)) return "This is not a job.";
  const { kind, title = "" } = asked;
  const named = typeof kind === "string" && kind !== "" && kind.length <= LONGEST_KIND;
  const titled = typeof title === "string" && title.length <= LONGEST_TITLE;
  return named && titled ? undefined : "This is not a job.";
}

function nothingTo(verb: string): ReturnType<typeof noSuchJob> {
  return noSuchJob(`There is no such job that could ${verb}.`);
}
