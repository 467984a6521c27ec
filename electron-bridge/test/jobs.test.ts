/** Jobs over an engine that the test plays. */
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { assert, beforeEach, describe, test, vi } from "vitest";
import { JOBS, JOBS_NEWS, type JobsCall, type Outcome } from "../src/api.js";
import { SidecarCrashed } from "../src/call/errors.js";
import { Following } from "../src/following.js";
import { MOST_KEPT, withNews, type Job, type JobsNews, type JobsSnapshot } from "../src/jobs.js";
import { Grants, Jobs, registerIpc, type Caller } from "../src/main/index.js";
import { MOST_WAITING } from "../src/main/jobs.js";
import { FakeIpc, FakePage } from "./fake-ipc.js";
import { folder } from "./sidecar.js";

const CRASH = new SidecarCrashed(null, "SIGKILL", []);

interface Held {
  method: string;
  params: Record<string, unknown>;
  signal: AbortSignal;
  tell: (value: unknown) => void;
  answer: (value: unknown) => void;
  fail: (error: unknown) => void;
}

/** An engine that answers when the test says so; runs of its catalog are a list. */
class FakeEngine implements Caller {
  held: Held[] = [];
  begun: Held[] = [];
  runs: Record<string, unknown>[] = [];

  call(
    method: never,
    params: never,
    { signal, onProgress }: { signal: AbortSignal; onProgress?: (value: unknown) => void },
  ): Promise<unknown> {
    if (method === "query") return Promise.resolve({ rows: this.#rows(params) });
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.held = this.held.filter((each) => each !== held);
      };
      const held: Held = {
        method,
        params,
        signal,
        tell: (value) => onProgress?.(value),
        answer: (value) => {
          leave();
          resolve(value);
        },
        fail: (error) => {
          leave();
          reject(error as Error);
        },
      };
      this.held.push(held);
      this.begun.push(held);
      signal.addEventListener("abort", () => {
        held.fail(Object.assign(new Error("Cancelled."), { name: "AbortError" }));
      });
    });
  }

  /** A run as the catalog has it. */
  add(runId: number, status: string, more: object = {}): void {
    const counts = { files: 264, waiting: 146, model: "birdnet-v2.4", startedAt: "2026-03-14" };
    this.runs = this.runs.filter((run) => run.runId !== runId);
    this.runs.push({ runId, status, settings: {}, ...counts, ...more });
  }

  #rows({
    where = {},
    limit = 100,
  }: {
    where?: Record<string, unknown>;
    limit?: number;
  }): object[] {
    const { runId, status, resumes } = where as {
      runId?: { in?: number[] };
      status?: string;
      resumes?: { in: unknown[] };
    };
    const newestFirst = [...this.runs].sort((a, b) => Number(b.runId) - Number(a.runId));
    const fit = newestFirst.filter((run) => {
      const id = Number(run.runId);
      if (status !== undefined && run.status !== status) return false;
      if (resumes?.in.includes(run.resumes) === false) return false;
      return runId?.in?.includes(id) ?? true;
    });
    return fit.slice(0, limit);
  }
}

let engine: FakeEngine;
let grants: Grants;
let jobs: Jobs;
let said: string[];

beforeEach(() => {
  engine = new FakeEngine();
  grants = new Grants();
  said = [];
  jobs = new Jobs(engine, { grants, trouble: (message) => said.push(message) });
});

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
};

const start = async (
  method: Job["method"],
  params: Record<string, unknown> = {},
): Promise<number> => {
  const outcome = await jobs.start({ kind: "work", method, params });
  if (!outcome.ok) return assert.fail(outcome.error.message);
  await settled();
  return outcome.value.id;
};

const stateOf = (id: number): string | undefined => {
  const { running, waiting, left, ended } = jobs.list();
  return [...running, ...waiting, ...left, ...ended].find((job) => job.id === id)?.state;
};

const kindOf = (outcome: Outcome<unknown>): string => (outcome.ok ? "ok" : outcome.error.kind);

const only = <Value>(values: Value[]): Value => {
  assert.equal(values.length, 1);
  return values[0] as Value;
};

describe("the queue", () => {
  test("one run at a time; the others say what they wait for, and begin in their order", async () => {
    const first = await start("infer");
    const second = await start("infer");
    const third = await start("runs/resume", { runId: 1 });
    const waiting = (): unknown[] => jobs.list().waiting.map(({ id, behind }) => [id, behind]);
    assert.deepEqual(waiting(), [
      [second, first],
      [third, second],
    ]);
    assert.equal(engine.held.length, 1);
    assert.isTrue(jobs.move(third, second).ok);
    assert.deepEqual(waiting(), [
      [third, first],
      [second, third],
    ]);
    only(engine.held).answer({ runId: 7 });
    await settled();
    assert.equal(only(engine.held).method, "runs/resume");
    assert.deepEqual(waiting(), [[second, third]]);
    assert.equal(stateOf(first), "done");
  });

  test("an export does not wait for a run; of others there are two at a time", async () => {
    await start("infer");
    await start("export");
    await start("clips");
    const late = await start("catalog/check");
    assert.deepEqual(
      engine.held.map(({ method }) => method),
      ["infer", "export", "clips"],
    );
    assert.equal(stateOf(late), "waiting");
    engine.held[1]?.answer({});
    await settled();
    assert.equal(stateOf(late), "running");
  });

  test("what waits can be removed, and what runs cannot", async () => {
    const first = await start("infer");
    const second = await start("infer");
    assert.equal(kindOf(jobs.remove(first)), "NoSuchJob");
    assert.isTrue(jobs.remove(second).ok);
    assert.equal(stateOf(second), undefined);
    assert.equal(kindOf(jobs.move(second, null)), "NoSuchJob");
    assert.equal(kindOf(jobs.cancel(second)), "NoSuchJob");
  });
});

describe("how jobs end", () => {
  test("with a short form of the result, which says what it leaves out", async () => {
    const id = await start("infer");
    const recordings = Array.from({ length: 5000 }, (_, n) => ({ path: `${String(n)}.wav` }));
    only(engine.held).answer({ runId: 3, recordings, table: "x".repeat(10 ** 6) });
    await settled();
    const job = only(jobs.list().ended);
    assert.deepInclude(job, { id, state: "done", runId: 3 });
    if (job.outcome?.ok !== true) return assert.fail("it failed");
    assert.isBelow(JSON.stringify(job.outcome).length, 100_000);
    assert.equal(job.outcome.leftOut, 4901);
  });

  test("with the engine's error in words", async () => {
    const id = await start("export");
    only(engine.held).fail(Object.assign(new TypeError("/home/me"), {}));
    await settled();
    const { outcome } = only(jobs.list().ended);
    assert.equal(stateOf(id), "failed");
    assert.notMatch(JSON.stringify(outcome), /home/);
  });

  test("the last fifty are kept", async () => {
    for (let job = 0; job < MOST_KEPT + 10; job++) {
      await start("export");
      only(engine.held).answer({});
      await settled();
    }
    assert.equal(jobs.list().ended.length, MOST_KEPT);
    assert.equal(jobs.list().ended[0]?.id, MOST_KEPT + 10);
  });

  test("cancelled for good, or paused to go on as the run that it was", async () => {
    const gone = await start("infer");
    jobs.cancel(gone);
    await settled();
    assert.equal(stateOf(gone), "cancelled");
    const id = await start("infer", { inputs: [] });
    engine.add(41, "running");
    engine.held[0]?.tell({ kind: "begin", done: 0, runId: 41 });
    await settled();
    jobs.pause(id);
    assert.equal(stateOf(id), "pausing");
    await settled();
    assert.equal(stateOf(id), "paused");
    assert.isTrue(jobs.goOn(id).ok);
    await settled();
    assert.deepInclude(only(engine.held), {
      method: "runs/resume",
      params: { runId: 41, answer: "brief" },
    });
    only(engine.held).answer({ runId: 42 });
    await settled();
    assert.equal(stateOf(id), "done");
    assert.equal(kindOf(jobs.goOn(id)), "NoSuchJob");
  });

  test("a result that was quicker than the cancel counts", async () => {
    const id = await start("infer");
    const held = only(engine.held);
    held.answer({ runId: 1 });
    jobs.cancel(id);
    await settled();
    assert.equal(stateOf(id), "done");
  });

  test("who cancels is not overruled by a pause", async () => {
    const id = await start("infer");
    jobs.cancel(id);
    jobs.pause(id);
    await settled();
    assert.equal(stateOf(id), "cancelled");
  });
});

describe("a crash of the engine", () => {
  test("a run goes on once, as the run that it was; a second crash leaves it to the user", async () => {
    const id = await start("infer");
    engine.add(41, "running");
    only(engine.held).tell({ done: 0, runId: 41 });
    await settled();
    only(engine.held).fail(CRASH);
    await settled();
    assert.deepInclude(only(engine.held), {
      method: "runs/resume",
      params: { runId: 41, answer: "brief" },
    });
    assert.deepInclude(only(jobs.list().running), { id, resumed: true });
    engine.add(41, "interrupted");
    engine.add(42, "running");
    only(engine.held).tell({ done: 0, runId: 42 });
    await settled();
    only(engine.held).fail(CRASH);
    await settled();
    assert.equal(engine.held.length, 0);
    assert.deepInclude(only(jobs.list().left), { id, state: "interrupted", runId: 42 });
  });

  test("a run that has not said its number is asked for again", async () => {
    await start("infer", { inputs: [], model: "x" });
    only(engine.held).fail(CRASH);
    await settled();
    assert.deepInclude(only(engine.held), { method: "infer", params: { inputs: [], model: "x" } });
  });

  test("a run says its own number, whatever other programs began; one that waits has none yet", async () => {
    const id = await start("infer");
    only(engine.held).tell({ kind: "waiting", done: 0, behind: "models/install" });
    engine.add(41, "running");
    await settled();
    assert.equal(only(jobs.list().running).runId, undefined);
    engine.add(42, "running");
    only(engine.held).tell({ kind: "begin", done: 0, runId: 42 });
    assert.deepInclude(only(jobs.list().running), { id, runId: 42 });
  });

  test("no other job is repeated", async () => {
    const id = await start("annotations/import");
    only(engine.held).fail(CRASH);
    await settled();
    assert.equal(engine.begun.length, 1);
    assert.equal(stateOf(id), "failed");
  });

  test("a run that was to pause when the engine crashed is paused", async () => {
    const id = await start("infer");
    const { fail } = only(engine.held);
    vi.spyOn(AbortController.prototype, "abort").mockImplementationOnce(() => undefined);
    jobs.pause(id);
    fail(CRASH);
    vi.restoreAllMocks();
    await settled();
    assert.equal(stateOf(id), "paused");
    assert.equal(engine.begun.length, 1);
  });
});

describe("what a page sees", () => {
  const frame = { url: "app://bundle/index.html", parent: null };
  let ipc: FakeIpc;
  let page: FakePage;

  beforeEach(() => {
    ipc = new FakeIpc();
    page = new FakePage();
    registerIpc(ipc, engine, { origin: "app://bundle", grants, jobs });
  });

  const ask = (call: JobsCall | object, sender = page, url = frame.url): Promise<Outcome<never>> =>
    ipc.invoke(JOBS, { sender, senderFrame: { ...frame, url } }, call) as Promise<Outcome<never>>;

  const news = (): JobsNews[] =>
    page.sent.filter(([channel]) => channel === JOBS_NEWS).map(([, each]) => each as JobsNews);

  test("a snapshot and then changes, which add up to what main knows", async () => {
    const before = await ask({ ask: "follow" });
    const first = await start("infer");
    const second = await start("infer");
    const third = await start("infer");
    jobs.move(third, second);
    for (let count = 0; count < 300; count++) {
      engine.held[0]?.tell({ kind: "report", done: count, detections: [{ start: count }] });
    }
    jobs.pause(first);
    await settled();
    jobs.remove(second);
    engine.held[0]?.answer({ runId: 1 });
    await settled();
    jobs.goOn(first);
    await settled();
    let known: JobsSnapshot | undefined = before.ok ? before.value : undefined;
    for (const each of news()) known = withNews(known, each);
    assert.deepEqual(known, jobs.list());
    const [job] = jobs.list().running;
    assert.deepInclude(job, { id: first, progress: { kind: "report", done: 299 } });
    assert.equal(job?.recent.detections?.length, 100);
  });

  test("three hundred reports make few messages, and the last one counts", async () => {
    await ask({ ask: "follow" });
    await start("infer");
    const before = news().length;
    for (let done = 0; done < 300; done++) only(engine.held).tell({ done });
    await vi.waitFor(() => {
      assert.equal(news().length, before + 1);
    });
    assert.deepInclude(news().at(-1), { change: "progress", progress: { done: 299 } });
  });

  test("a job lives on when its page is loaded again, crashes or is closed", async () => {
    const outcome = await ask({ ask: "start", job: { kind: "run", method: "infer" } });
    assert.isTrue(outcome.ok);
    await settled();
    page.navigate();
    page.destroy();
    assert.isFalse(only(engine.held).signal.aborted);
    const next = new FakePage();
    const followed = (await ask({ ask: "follow" }, next)) as Outcome<JobsSnapshot>;
    if (!followed.ok) return assert.fail("the next page was refused");
    assert.equal(only(followed.value.running).method, "infer");
    const before = page.sent.length;
    only(engine.held).answer({});
    await settled();
    assert.equal(page.sent.length, before);
    assert.isAbove(next.sent.length, 0);
  });

  test("a hostile page starts nothing that it could not call", async () => {
    const inputs = ["/etc"];
    const job = { kind: "run", method: "infer", params: { inputs } };
    const tries: [object, string?][] = [
      [{ ask: "start", job }],
      [{ ask: "start", job: { ...job, params: { inputs: [], progress: 1 } } }],
      [{ ask: "start", job: { ...job, method: "models/add", params: {} } }],
      [{ ask: "start", job: { ...job, method: "initialize", params: {} } }],
      [{ ask: "start", job: { ...job, method: "toString", params: {} } }],
      [{ ask: "start", job: { ...job, params: "x" } }],
      [{ ask: "start", job: { ...job, params: { inputs: new Map() } } }],
      [{ ask: "start", job: { ...job, params: {}, kind: "x".repeat(65) } }],
      [{ ask: "start", job: { ...job, params: {}, title: "x".repeat(10 ** 6) } }],
      [{ ask: "start", job: { ...job, params: {}, title: {} } }],
      [{ ask: "start", job: null }],
      [{ ask: "constructor" }],
      [{ ask: "list" }, "https://a.example/"],
      [{ ask: "start", job: { ...job, params: {} } }, "https://a.example/"],
    ];
    for (const [sent, url] of tries) {
      assert.equal(kindOf(await ask(sent, page, url)), "NotAllowed", JSON.stringify(sent));
    }
    for (const id of [1, -1, NaN, "1", {}, undefined]) {
      assert.equal(kindOf(await ask({ ask: "cancel", id })), "NoSuchJob");
      assert.equal(kindOf(await ask({ ask: "move", id, before: id })), "NoSuchJob");
    }
    await settled();
    assert.deepEqual(engine.begun, []);
    assert.deepEqual(jobs.list().ended, []);
  });

  test("thirty thousand starts at once are refused in words, but for some", async () => {
    const job = { kind: "run", method: "infer", params: {} };
    const outcomes = await Promise.all(
      Array.from({ length: 30_000 }, () => ask({ ask: "start", job })),
    );
    await settled();
    const { running, waiting } = jobs.list();
    assert.isAtMost(running.length + waiting.length, MOST_WAITING + 1);
    const kinds = new Set(outcomes.map(kindOf));
    assert.deepEqual([...kinds].sort(), ["TooManyJobs", "ok"]);
    assert.equal(engine.held.length, 1);
  });

  test("long params are held up to a bound", async () => {
    const params = { model: "x".repeat(20 * 2 ** 20) };
    const kinds: string[] = [];
    for (let count = 0; count < 10; count++) {
      kinds.push(
        kindOf(await ask({ ask: "start", job: { kind: "run", method: "infer", params } })),
      );
    }
    assert.equal(kinds[0], "ok");
    assert.equal(kinds.at(-1), "TooManyJobs");
  });

  test("a grant that was taken back is no grant when the job begins", async () => {
    const card = await folder();
    await grants.grant(card);
    await start("infer");
    const late = await start("infer", { inputs: [card] });
    grants.revoke(card);
    only(engine.held).answer({});
    // The system is asked where the path leads, which takes its time.
    await vi.waitFor(() => {
      assert.equal(jobs.list().ended.length, 2);
    });
    const [job] = jobs.list().ended;
    assert.deepInclude(job, { id: late, state: "failed" });
    assert.match(JSON.stringify(job?.outcome), /not in a folder that was picked/);
    assert.equal(engine.begun.length, 1);
  });

  test("what changes while a page asks for everything is not lost, a change of project neither", async () => {
    let answer: (value: JobsSnapshot) => void = () => undefined;
    const following = new Following(async () => {
      const value = await new Promise<JobsSnapshot>((resolve) => (answer = resolve));
      return { ok: true, value };
    });
    jobs.subscribe((each) => {
      following.take(each);
    });
    let known: JobsSnapshot | undefined;
    following.follow((each) => (known = withNews(known, each)));
    const before = jobs.list();
    await start("infer");
    answer(before);
    await settled();
    assert.deepEqual(known, jobs.list());
    following.follow(() => undefined);
    const open = jobs.list();
    await jobs.close();
    answer(open);
    await settled();
    assert.deepEqual(known, jobs.list());
    assert.deepEqual(jobs.list().running, []);
  });

  test("a lost change is noticed, and everything is asked for again", async () => {
    let asked = 0;
    const following = new Following(() => {
      asked++;
      return Promise.resolve({ ok: true, value: jobs.list() });
    });
    let lose = false;
    jobs.subscribe((each) => {
      if (!lose) following.take(each);
    });
    let known: JobsSnapshot | undefined;
    following.follow((each) => (known = withNews(known, each)));
    await settled();
    await start("infer");
    assert.equal(asked, 1);
    lose = true;
    await start("export");
    lose = false;
    await start("clips");
    assert.equal(asked, 2);
    assert.deepEqual(known, jobs.list());
  });
});

describe("after a quit or a kill", () => {
  let path: string;

  beforeEach(async () => {
    path = join(await folder(), "jobs.json");
    await jobs.open(path);
  });

  const next = async (): Promise<Jobs> => {
    const later = new Jobs(engine, { grants, trouble: (message) => said.push(message) });
    await later.open(path);
    return later;
  };

  const written = async (): Promise<void> => {
    await vi.waitFor(async () => {
      assert.include(await readFile(path, "utf8"), "runId");
    });
    await settled();
  };

  test("what ran and what waited is offered after a kill, and goes on", async () => {
    const first = await start("infer", { inputs: [], model: "one" });
    const second = await start("infer", { inputs: [], model: "two" });
    engine.add(41, "running");
    only(engine.held).tell({ done: 3, runId: 41 });
    await written();
    engine.add(41, "interrupted");
    engine.begun = [];
    engine.held = [];
    const later = await next();
    assert.deepEqual(
      later.list().left.map(({ id, state, runId, progress }) => [id, state, runId, progress]),
      [
        [second, "interrupted", undefined, undefined],
        [first, "interrupted", 41, { done: 118, total: 264 }],
      ],
    );
    assert.deepEqual(engine.begun, []);
    later.goOn(first);
    later.goOn(second);
    await settled();
    assert.deepInclude(only(engine.held), {
      method: "runs/resume",
      params: { runId: 41, answer: "brief" },
    });
    only(engine.held).answer({ runId: 42 });
    await settled();
    assert.deepInclude(only(engine.held), { params: { inputs: [], model: "two" } });
  });

  test("runs that only the catalog knows are offered until they are settled", async () => {
    engine.add(38, "interrupted");
    engine.add(39, "interrupted", { settings: { method: "heads/apply" } });
    engine.add(40, "complete");
    const later = await next();
    const job = only(later.list().left);
    assert.deepInclude(job, { runId: 38, title: "birdnet-v2.4", state: "interrupted" });
    later.remove(job.id);
    await later.close();
    assert.deepEqual((await next()).list().left, []);
  });

  test("of runs that went on one after another, the last one alone is offered", async () => {
    engine.add(36, "interrupted");
    engine.add(37, "complete", { resumes: 36 });
    engine.add(38, "interrupted", { resumes: null });
    engine.add(39, "interrupted", { resumes: 38 });
    assert.deepInclude(only((await next()).list().left), { runId: 39 });
  });

  test("a run that ended meanwhile is not offered", async () => {
    await start("infer");
    engine.add(41, "running");
    only(engine.held).tell({ done: 3, runId: 41 });
    await written();
    engine.add(41, "complete");
    assert.deepEqual((await next()).list().left, []);
  });

  test("closing pauses what runs, keeps what waits, and lets nothing begin", async () => {
    const first = await start("infer", { inputs: [] });
    const second = await start("infer");
    await start("export");
    await jobs.close();
    assert.isFalse(jobs.busy);
    assert.equal(kindOf(await jobs.start({ kind: "run", method: "infer" })), "NoSuchJob");
    assert.equal(engine.begun.length, 2);
    const later = await next();
    const states = later.list().left.map(({ id, state }) => [id, state]);
    assert.includeDeepMembers(states, [
      [first, "paused"],
      [second, "paused"],
    ]);
  });

  test("quitting asks while something runs, and stays if the user would", async () => {
    const never = jobs.consent(() => assert.fail("nobody was to be asked"));
    await start("infer");
    const asked: JobsSnapshot[] = [];
    const stay = jobs.consent((shown) => {
      asked.push(shown);
      return Promise.resolve(false);
    });
    assert.isFalse(await stay());
    assert.isFalse(only(engine.held).signal.aborted);
    assert.equal(only(asked).running.length, 1);
    assert.isTrue(await jobs.consent(() => Promise.resolve(true))());
    assert.equal(engine.held.length, 0);
    assert.isTrue(await never());
  });

  test("an engine that does not give up holds nothing up", async () => {
    await start("infer");
    engine.add(41, "running");
    only(engine.held).tell({ done: 1, runId: 41 });
    await settled();
    vi.spyOn(AbortController.prototype, "abort").mockImplementation(() => undefined);
    await jobs.close(10);
    vi.restoreAllMocks();
    engine.add(41, "interrupted");
    assert.deepInclude(only((await next()).list().left), { runId: 41, state: "interrupted" });
  });

  test("a file that makes no sense is set aside and said; one that cannot be written is said", async () => {
    // It keeps its own list in the same file.
    await jobs.close();
    for (const text of [
      "{",
      "[]",
      '{"version":1,"jobs":[{"id":1}],"settled":[]}',
      '{"version":2}',
    ]) {
      await writeFile(path, text);
      said = [];
      const later = await next();
      assert.deepEqual(later.list().left, []);
      assert.match(said.join(), /set aside/);
      const aside = /aside as (\S+\.broken)/.exec(said.join())?.[1] ?? "no file";
      assert.equal(await readFile(aside, "utf8"), text);
      await later.close();
    }
    await rm(path);
    await mkdir(join(path, "in it"), { recursive: true });
    said = [];
    const later = await next();
    assert.match(said.join(), /set aside/);
    await later.close();
    said = [];
    await jobs.open(join(path, "none", "jobs.json"));
    await vi.waitFor(() => {
      assert.match(said.join(), /could not be kept/);
    });
  });
});
