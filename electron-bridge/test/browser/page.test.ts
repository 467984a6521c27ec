import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page as Tab } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import type { InferProgress, Waiting } from "../../src/generated/contract.js";
import { Grants, Jobs, registerIpc } from "../../src/main/index.js";
import { Sidecar } from "../../src/supervise/supervisor.js";
import { FakeIpc } from "../fake-ipc.js";
import { command } from "../sidecar.js";
import { writeOwl } from "../sounds.js";
import { bundledPreload, executable, launch, openPage, ORIGIN } from "./chromium.js";

if (executable === undefined) console.warn("No Chromium here: the page's side is not tested.");

describe.skipIf(executable === undefined)("a page in Chromium", () => {
  const ipc = new FakeIpc();
  const grants = new Grants();
  let home: string;
  let sidecar: Sidecar;
  let browser: Browser;
  let preload: string;
  let tab: Tab;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "linnet-"));
    sidecar = new Sidecar({ command, env: { LINNET_HOME: home } });
    await sidecar.start();
    const jobs = new Jobs(sidecar, { grants });
    registerIpc(ipc, sidecar, { origin: ORIGIN, grants, jobs });
    await mkdir(join(home, "night"));
    for (let number = 0; number < 40; number++) {
      await writeOwl(join(home, "night", `${String(number)}.wav`), 10);
    }
    await grants.grant(join(home, "night"));
    preload = await bundledPreload();
    browser = await launch();
    tab = await openPage(browser, ipc, preload);
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    await sidecar.stop();
    await rm(home, { recursive: true });
  });

  test("sees one function for each method, and nothing of Electron", async () => {
    const names = await tab.evaluate(() => Object.keys(window.linnet));
    assert.includeMembers(names, ["health", "infer", "query", "modelsList", "streamPush"]);
    assert.notInclude(names, "initialize");
  });

  test("gets the real sidecar's answer", async () => {
    const outcome = await tab.evaluate(() => window.linnet.health({}));
    assert.isTrue(outcome.ok && outcome.value.catalog.startsWith(home));
  });

  test("gets a domain error as plain data", async () => {
    const inputs = [join(home, "night")];
    const outcome = await tab.evaluate((given) => window.linnet.infer({ inputs: given }), inputs);
    assert.deepEqual(outcome.ok ? [] : [outcome.error.kind, outcome.error.code], [
      "ModelNotInstalled",
      -32010,
    ]);
  });

  test("may name no file outside the folders that were picked", async () => {
    const outcome = await tab.evaluate(() => window.linnet.infer({ inputs: ["/etc"] }));
    assert.equal(!outcome.ok && outcome.error.kind, "NotAllowed");
  });

  test("hears of progress while it happens", async () => {
    const seen = await tab.evaluate(
      async (inputs) => {
        const values: (InferProgress | Waiting)[] = [];
        const outcome = await window.linnet.preprocess(
          { inputs, frontend: "ucsd-librosa-mel", force: true },
          { onProgress: (value) => values.push(value) },
        );
        return { values, ok: outcome.ok };
      },
      [join(home, "night")],
    );
    assert.isTrue(seen.ok);
    assert.equal(seen.values[0]?.kind, "begin");
    assert.equal(seen.values.at(-1)?.done, 40);
  });

  test("cancels what it has begun", async () => {
    const outcome = await tab.evaluate(
      (inputs) => {
        let cancel: (value?: unknown) => void = () => undefined;
        return window.linnet.preprocess(
          { inputs, frontend: "ucsd-librosa-mel", force: true },
          {
            cancel: new Promise((resolve) => (cancel = resolve)),
            onProgress: () => {
              cancel();
            },
          },
        );
      },
      [join(home, "night")],
    );
    assert.equal(!outcome.ok && outcome.error.kind, "RequestCancelled");
  });

  test("of another origin is refused", async () => {
    const other = await openPage(browser, ipc, preload, "https://other.invalid");
    const outcome = await other.evaluate(() => window.linnet.health({}));
    assert.equal(!outcome.ok && outcome.error.kind, "NotAllowed");
    await other.close();
  });

  test("may run no script but its own", async () => {
    const blocked = await tab.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "window.intruder = true";
      document.head.append(script);
      return !("intruder" in window);
    });
    assert.isTrue(blocked);
  });

  test("is given a picture of a megabyte", async () => {
    const path = join(home, "night", "0.wav");
    const size = await tab.evaluate(async (given) => {
      const request = { path: given, start: 0, end: 5, width: 1024, height: 1024 };
      const drawn = await window.linnet.spectrogram(request);
      return drawn.ok ? atob(drawn.value.data).length : drawn.error.message;
    }, path);
    assert.equal(size, 1024 * 1024);
  });

  test("finds a job that it has started when it is loaded again, and sees it end", async () => {
    const started = await tab.evaluate(
      async (inputs) => {
        const params = { inputs, frontend: "ucsd-librosa-mel", force: true };
        const outcome = await window.linnet.jobs.start({
          kind: "prepare",
          method: "preprocess",
          params,
        });
        // Only what has been told of is under way for sure.
        await new Promise<void>((resolve) => {
          window.linnet.jobs.follow((news) => {
            if (news.change === "progress") resolve();
          });
        });
        return outcome;
      },
      [join(home, "night")],
    );
    if (!started.ok) return assert.fail(started.error.message);
    await tab.reload();
    const seen = await tab.evaluate(
      () =>
        new Promise<[number | undefined, string, number]>((resolve) => {
          let first: number | undefined;
          window.linnet.jobs.follow((news) => {
            if (news.change === "all") first = news.running[0]?.id;
            if (news.change === "job" && news.job.state !== "running") {
              resolve([first, news.job.state, Number(news.job.progress?.done)]);
            }
          });
        }),
    );
    assert.deepEqual(seen, [started.value.id, "done", 40]);
  });

  test("leaves no call running when it is left", async () => {
    const leaving = await openPage(browser, ipc, preload);
    const begun = leaving.evaluate(
      (inputs) =>
        new Promise<void>((resolve) => {
          void window.linnet.preprocess(
            { inputs, frontend: "ucsd-librosa-mel", force: true },
            {
              onProgress: () => {
                resolve();
              },
            },
          );
        }),
      [join(home, "night")],
    );
    await begun;
    await leaving.reload();
    // Work is done one after another: this is answered once the other has been called off.
    const { stats } = await sidecar.call("preprocess", {
      inputs: [join(home, "night", "0.wav")],
      frontend: "ucsd-librosa-mel",
    });
    assert.equal(stats.files, 1);
    await leaving.close();
  });
});
