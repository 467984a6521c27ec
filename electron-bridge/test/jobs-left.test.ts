/** What is left of jobs after a quit or a kill, and how it is offered. */
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { assert, beforeEach, describe, test, vi } from "vitest";
import type { JobsSnapshot } from "../src/jobs.js";
import { Jobs } from "../src/main/index.js";
import { folder } from "./sidecar.js";
import {
  engine,
  grants,
  jobs,
  said,
  renew,
  settled,
  start,
  kindOf,
  only,
  wentOn,
} from "./jobs-scene.js";

beforeEach(renew);

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
    await wentOn(41);
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
      said.length = 0;
      const later = await next();
      assert.deepEqual(later.list().left, []);
      assert.match(said.join(), /set aside/);
      const aside = /aside as (\S+\.broken)/.exec(said.join())?.[1] ?? "no file";
      assert.equal(await readFile(aside, "utf8"), text);
      await later.close();
    }
    await rm(path);
    await mkdir(join(path, "in it"), { recursive: true });
    said.length = 0;
    const later = await next();
    assert.match(said.join(), /set aside/);
    await later.close();
    said.length = 0;
    await jobs.open(join(path, "none", "jobs.json"));
    await vi.waitFor(() => {
      assert.match(said.join(), /could not be kept/);
    });
  });
});
