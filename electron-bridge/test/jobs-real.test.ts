/** Jobs over the real sidecar and a model: a run outlives its page, and a kill of the engine. */
import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { assert, onTestFinished, test } from "vitest";
import { JOBS, JOBS_NEWS, type JobsCall, type Outcome } from "../src/api.js";
import { Sidecar } from "../src/index.js";
import { withNews, type Job, type JobsNews, type JobsSnapshot } from "../src/jobs.js";
import { Grants, Jobs, registerIpc } from "../src/main/index.js";
import { FakeIpc, FakePage } from "./fake-ipc.js";
import { command, failure, folder } from "./sidecar.js";
import { writeOwl } from "./sounds.js";

const { LINNET_TEST_HOME } = process.env;
const withModel = (name: string, run: () => Promise<void>): void => {
  // Real runs on a busy machine.
  test.skipIf(LINNET_TEST_HOME === undefined)(name, { timeout: 180_000 }, run);
};

const RECORDINGS = 10;
// Long enough for a part of a run to be told of before its end.
const SECONDS = 30;

class App {
  readonly jobs: Jobs;
  readonly page = new FakePage();
  readonly #ipc = new FakeIpc();

  constructor(
    readonly sidecar: Sidecar,
    readonly home: string,
    grants: Grants,
  ) {
    this.jobs = new Jobs(sidecar, { grants });
    registerIpc(this.#ipc, sidecar, { origin: "app://bundle", grants, jobs: this.jobs });
  }

  get jobsFile(): string {
    return join(this.home, "jobs.json");
  }

  async ask<Value>(call: JobsCall, sender = this.page): Promise<Value> {
    const event = { sender, senderFrame: { url: "app://bundle/", parent: null } };
    const outcome = (await this.#ipc.invoke(JOBS, event, call)) as Outcome<Value>;
    return outcome.ok ? outcome.value : assert.fail(outcome.error.message);
  }

  /** What the engine has found, without what differs from run to run. */
  async found(): Promise<unknown[]> {
    const { rows } = await this.sidecar.call("query", {
      select: "detections",
      orderBy: ["path", "start"],
      limit: 1000,
    });
    return rows.map(({ path, start, species, confidence }) => [
      path.slice(-8),
      start,
      species,
      confidence.toFixed(3),
    ]);
  }
}

/** An application with a card of recordings; all cards are alike. */
async function app(card: string): Promise<App> {
  const home = await folder();
  await symlink(join(LINNET_TEST_HOME ?? "", "models"), join(home, "models"), "junction");
  const sidecar = new Sidecar({ command, env: { LINNET_HOME: home }, restart: { firstMs: 1 } });
  onTestFinished(() => sidecar.stop());
  await sidecar.start();
  const grants = new Grants();
  await grants.grant(card);
  const made = new App(sidecar, home, grants);
  await made.jobs.open(made.jobsFile);
  return made;
}

async function owls(): Promise<string> {
  const card = join(await folder(), "card");
  await mkdir(card);
  for (let index = 0; index < RECORDINGS; index++) {
    await writeOwl(join(card, `${String(index)}.wav`), SECONDS);
  }
  return card;
}

const reaches = (jobs: Jobs, wanted: (jobs: JobsSnapshot) => boolean): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (!wanted(jobs.list())) return;
      leave();
      resolve();
    };
    const leave = jobs.subscribe(look);
    look();
  });

const begun = ({ running: [job] }: JobsSnapshot): boolean =>
  job?.runId !== undefined && Number(job.progress?.done) >= 2;

const over = ({ ended }: JobsSnapshot): boolean => ended.length > 0;

const startRun = (to: App, card: string): Promise<{ id: number }> =>
  to.ask({
    ask: "start",
    job: { kind: "run", method: "infer", params: { inputs: [card], threads: 1 } },
  });

const resultOf = ({ outcome }: Job): Record<string, unknown> =>
  outcome?.ok === true ? (outcome.value as Record<string, unknown>) : assert.fail("it failed");

withModel(
  "a run lives on while its page is loaded again, and the next page sees it end",
  async () => {
    const card = await owls();
    const made = await app(card);
    await startRun(made, card);
    await reaches(made.jobs, begun);
    made.page.navigate();
    made.page.destroy();
    const next = new FakePage();
    let known: JobsSnapshot | undefined = await made.ask<JobsSnapshot>({ ask: "follow" }, next);
    assert.equal(known.running.length, 1);
    await reaches(made.jobs, over);
    for (const [channel, news] of next.sent) {
      if (channel === JOBS_NEWS) known = withNews(known, news as JobsNews);
    }
    assert.deepEqual(known, made.jobs.list());
    const [job] = made.jobs.list().ended;
    assert.equal(job?.state, "done");
    assert.isAbove((await made.found()).length, RECORDINGS);
  },
);

withModel(
  "kill -9 of the engine in mid-run: the run goes on once, and finds the same",
  async () => {
    const card = await owls();
    const calm = await app(card);
    await startRun(calm, card);
    await reaches(calm.jobs, over);
    const killed = await app(card);
    await startRun(killed, card);
    await reaches(killed.jobs, begun);
    const { pid } = killed.sidecar;
    const first = killed.jobs.list().running[0]?.runId;
    assert.ok(pid !== undefined && first !== undefined);
    process.kill(pid, "SIGKILL");
    await reaches(killed.jobs, over);
    const [job] = killed.jobs.list().ended;
    assert.ok(job);
    assert.deepInclude(job, { state: "done", resumed: true });
    assert.notEqual(job.runId, first);
    const stats = resultOf(job).stats as Record<string, unknown>;
    assert.equal(stats.failed, 0);
    const { rows } = await killed.sidecar.call("query", { select: "runs", orderBy: ["runId"] });
    assert.deepEqual(
      rows.map(({ status, files, waiting }) => [
        status,
        files,
        status === "complete" ? waiting : 0,
      ]),
      [
        ["interrupted", RECORDINGS, 0],
        ["complete", RECORDINGS, 0],
      ],
    );
    assert.deepEqual(await killed.found(), await calm.found());
    const again = new Jobs(killed.sidecar, { grants: new Grants() });
    await killed.jobs.close();
    await again.open(killed.jobsFile);
    assert.deepEqual(again.list().left, [], "what went on is not offered again");
  },
);

withModel("paused, quit, started again and gone on with, a run finds the same", async () => {
  const card = await owls();
  const calm = await app(card);
  await startRun(calm, card);
  await reaches(calm.jobs, over);
  const made = await app(card);
  await startRun(made, card);
  await reaches(made.jobs, begun);
  await made.jobs.close();
  await made.sidecar.stop();
  await made.sidecar.start();
  await made.jobs.open(made.jobsFile);
  const [job] = made.jobs.list().left;
  assert.ok(job);
  assert.equal(job.state, "paused");
  assert.equal(job.progress?.total, RECORDINGS);
  assert.isAbove(Number(job.progress?.done), 0);
  await made.ask({ ask: "goOn", id: job.id });
  await reaches(made.jobs, over);
  assert.equal(made.jobs.list().ended[0]?.state, "done");
  assert.deepEqual(await made.found(), await calm.found());
});

withModel(
  "runs that a kill left are offered from the catalog alone, until they went on",
  async () => {
    const card = await owls();
    const made = await app(card);
    const { pid } = made.sidecar;
    assert.ok(pid !== undefined);
    await failure(
      made.sidecar.call(
        "infer",
        { inputs: [card] },
        {
          onProgress: ({ done }) => {
            if (done >= 2) process.kill(pid, "SIGKILL");
          },
        },
      ),
    );
    await made.jobs.open(made.jobsFile);
    const [job] = made.jobs.list().left;
    assert.ok(job);
    assert.deepInclude(job, { state: "interrupted", method: "runs/resume" });
    assert.equal(job.progress?.total, RECORDINGS);
    await made.ask({ ask: "goOn", id: job.id });
    await reaches(made.jobs, over);
    assert.equal(made.jobs.list().ended[0]?.state, "done");
    await made.jobs.close();
    await made.jobs.open(made.jobsFile);
    assert.deepEqual(made.jobs.list().left, []);
  },
);
