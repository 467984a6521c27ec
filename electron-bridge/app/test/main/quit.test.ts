import { assert, test } from "vitest";
import { begin, folder, lasting, until, type Begun } from "./begin.js";

/** Main with a job that runs until somebody ends it. */
async function busy(home: string): Promise<Begun> {
  const begun = await begin(home);
  await until(() => begun.app.engine.now.state === "failed");
  await begun.app.engine.open(lasting());
  await begun.app.jobs.open(`${home}/jobs.json`);
  const params = { inputs: [], frontend: "ucsd-librosa-mel" };
  const started = await begun.app.jobs.start({ kind: "run", method: "preprocess", params });
  assert.isTrue(started.ok);
  return begun;
}

test("whoever would rather stay is kept, with the job and the window", async () => {
  const { app, electron } = await busy(await folder());
  electron.windows[0]!.close();
  await until(() => electron.asked.length > 0);
  await new Promise(setImmediate);
  assert.isUndefined(electron.exited);
  assert.equal(app.jobs.list().running.length, 1);
  assert.match(electron.asked[0] ?? "", /still running/);
});

test("who stops now finds the job again at the next start", async () => {
  const home = await folder();
  const { electron } = await busy(home);
  electron.answers.push(0);
  electron.app.quit();
  await until(() => electron.exited !== undefined);
  const { app } = await begin(home);
  await app.engine.open(lasting());
  await app.jobs.open(`${home}/jobs.json`);
  const [job, ...others] = app.jobs.list().left;
  assert.deepEqual([job?.kind, others.length], ["run", 0]);
  assert.isTrue(app.jobs.goOn(job!.id).ok);
});

test("nobody is asked where nothing runs", async () => {
  const { app, electron } = await begin(await folder());
  await app.engine.open(lasting());
  electron.app.quit();
  await until(() => electron.exited !== undefined);
  assert.deepEqual(electron.asked, []);
});

test("a job keeps the computer awake and shows how far it is; its end is said", async () => {
  const { app, electron } = await busy(await folder());
  const [window] = electron.windows;
  assert.equal(electron.awake, 1);
  assert.isAbove(window!.progress, 0);
  window!.focused = false;
  const { id } = app.jobs.list().running[0]!;
  app.jobs.cancel(id);
  await until(() => app.jobs.list().running.length === 0);
  assert.deepEqual([electron.awake, window!.progress], [0, -1]);
  // A person who cancels knows that it has ended.
  assert.deepEqual(electron.notes, []);
});
