/** What a page sees of jobs, and what it may not do. */
import { assert, beforeEach, describe, test, vi } from "vitest";
import { JOBS, JOBS_NEWS, type JobsCall, type Outcome } from "../src/api.js";
import { Following } from "../src/following.js";
import { withNews, type JobsNews, type JobsSnapshot } from "../src/jobs.js";
import { registerIpc } from "../src/main/index.js";
import { MOST_WAITING } from "../src/main/jobs.js";
import { FakeIpc, FakePage } from "./fake-ipc.js";
import { folder } from "./sidecar.js";
import { engine, grants, jobs, renew, settled, start, kindOf, only } from "./jobs-scene.js";

beforeEach(renew);

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
