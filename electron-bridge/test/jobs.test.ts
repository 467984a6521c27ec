/** The queue of jobs, how jobs end, and what a crash does to them. */
import { assert, beforeEach, describe, test, vi } from "vitest";
import { MOST_KEPT } from "../src/jobs.js";

import {
  CRASH,
  engine,
  jobs,
  renew,
  settled,
  start,
  stateOf,
  kindOf,
  only,
  wentOn,
} from "./jobs-scene.js";

beforeEach(renew);

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
    await wentOn(41);
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
