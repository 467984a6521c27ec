/** A page that has been taken over: all that it may try is refused in words, and main stays awake. */
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { writeOwl } from "../../../test/sounds.js";
import { whole } from "../chromium.js";
import { PATIENCE_MS, start, type Running } from "./harness.js";

if (whole === undefined) console.warn("No Chromium here: a hostile page is not tried.");

describe.skipIf(whole === undefined)("a hostile page", { timeout: PATIENCE_MS }, () => {
  let folder: string;
  let card: string;
  let running: Running;

  beforeAll(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), "linnet-hostile-")));
    card = join(folder, "CARD7");
    await mkdir(card);
    await writeOwl(join(card, "a.wav"), 3);
    await writeFile(join(folder, "secret.wav"), "secret");
    await symlink(join(folder, "secret.wav"), join(card, "link.wav"));
    running = await start({ settings: { begun: true }, grants: [card] });
    await running.tab().getByText("Engine ready").first().waitFor();
  }, PATIENCE_MS);

  afterAll(async () => {
    await running.close();
    await rm(folder, { recursive: true });
  });

  test("names no file outside, neither by dots nor by a link", async () => {
    const paths = [
      "/etc/passwd",
      join(folder, "secret.wav"),
      `${card}/../secret.wav`,
      `${card}/sub/../../secret.wav`,
      `${card}/.. /secret.wav`,
      join(card, "link.wav"),
      `${card}\0/a.wav`,
      "relative/a.wav",
      "",
    ];
    const kinds = await running.tab().evaluate(async (all) => {
      const stretch = { start: 0, end: 1, width: 8, height: 8 } as const;
      const said: unknown[] = [];
      for (const path of all) {
        const calls = [
          await window.linnet.infer({ inputs: [path] }),
          await window.linnet.recordingsImport({ inputs: [path] }),
          await window.linnet.spectrogram({ path, ...stretch }),
          await window.linnet.jobs.start({
            kind: "run",
            method: "infer",
            params: { inputs: [path] },
          }),
        ];
        said.push(calls.map((each) => each.ok || each.error.kind));
      }
      return said;
    }, paths);
    const none = ["NotAllowed", "NotAllowed", "NotAllowed", "NotAllowed"];
    assert.deepEqual(
      kinds,
      paths.map(() => none),
    );
    assert.deepEqual(running.app.jobs.list().running, []);
  });

  test("shows and opens nothing that no person chose", async () => {
    const before = [...running.electron.done];
    const said = await running.tab().evaluate(
      async (all) => {
        const answers: string[] = [];
        for (const path of all) {
          answers.push(
            await window.app.showInFolder(path).then(() => "shown", String),
            await window.app
              .openProject(path)
              .then((each) => (each.ok ? "opened" : each.error.message), String),
          );
        }
        return answers;
      },
      ["/etc/passwd", `${card}/../secret.wav`, join(card, "link.wav"), "/dev/zero"],
    );
    for (const each of said) {
      assert.match(each, /not in a folder that was picked|Choose the project first/);
    }
    assert.deepEqual(running.electron.done, before);
  });

  test("changes no setting into nonsense, and pollutes no object", async () => {
    const before = running.app.settings.settings;
    const said = await running.tab().evaluate(async () => {
      const junk: object[] = [
        { gain: 1e9 },
        { theme: "url(https://example.org)" },
        { labeler: "x".repeat(2 ** 20) },
        { constructor: { prototype: { polluted: true } } },
        {
          keys: Object.fromEntries(
            Array.from({ length: 5000 }, (_, i) => [`k${String(i)}`, ["a"]]),
          ),
        },
        { keys: { a: ["b", "c", "d", "e", "f"] } },
        { project: "/etc/passwd" },
        { grants: [{ path: "/" }] },
      ];
      const answers = [];
      for (const each of junk) {
        answers.push(await window.app.changeSettings(each as never).then(() => "stored", String));
      }
      return answers;
    });
    for (const [index, each] of said.entries()) {
      assert.match(each, /no such value|is no setting|cannot be called so/, String(index));
    }
    assert.deepEqual(running.app.settings.settings, before);
    assert.isUndefined(({} as { polluted?: boolean }).polluted);
  });

  test("gets no media by an address outside the grammar, or of another project", async () => {
    const { project } = running.app.engine;
    const got = await running.tab().evaluate(async (open) => {
      const { media } = await window.app.info();
      const tails = [
        "sound/%2e%2e/etc/passwd",
        "sound/1e9",
        "sound/-1",
        `sound/1?project=${String(open + 1)}`,
        `picture/1/0-1/8x8?project=${String(open + 1)}`,
        "picture/1/0-1/8x8?path=/etc/passwd",
        "picture/1/0-1/8x8?fft=1&fft=2",
        "picture/4711/0-1/8x8",
        "clip/4711/0-1",
        "recording/../../etc/passwd",
        `sound/${"9".repeat(8000)}`,
      ];
      const answers: number[] = [];
      for (const tail of tails) answers.push((await fetch(`${media}${tail}`)).status);
      return answers;
    }, project);
    assert.deepEqual(
      got,
      got.map(() => 404),
    );
    running.complaints.length = 0;
  });

  test("reaches nothing from a frame of another origin", async () => {
    const tab = running.tab();
    const before = running.app.jobs.list().number;
    await tab.evaluate(() => {
      const frame = document.createElement("iframe");
      frame.srcdoc = "<p>foreign</p>";
      document.body.append(frame);
    });
    const answers: string[] = [];
    for (const frame of tab.frames().filter((each) => each.parentFrame() !== null)) {
      answers.push(
        await frame
          .evaluate(() =>
            (
              globalThis as unknown as { ipcInvoke: (...all: unknown[]) => Promise<unknown> }
            ).ipcInvoke("linnet:app", "info"),
          )
          .then(() => "answered", String),
      );
    }
    assert.isNotEmpty(answers);
    for (const each of answers) assert.match(each, /Only the page itself may call/);
    assert.equal(running.app.jobs.list().number, before);
    running.complaints.length = 0;
  });

  // Main needs a moment for it; each call through the harness takes some milliseconds of its own.
  test("a flood of calls, jobs and dialogs is refused in words, and main answers meanwhile", async () => {
    const { electron, app } = running;
    const asked = electron.asked.length;
    const flood = running.tab().evaluate(async (path) => {
      const jobs = Array.from({ length: 300 }, () =>
        window.linnet.jobs.start({
          kind: "x",
          method: "recordings/import",
          params: { inputs: [path] },
        }),
      );
      const calls = Array.from({ length: 10 }, () =>
        window.linnet.query({
          select: "recordings",
          where: { nothing: "x".repeat(2 ** 20) } as never,
        }),
      );
      const logs = Array.from({ length: 200 }, () =>
        window.app.log(false).then(() => "ok", String),
      );
      const picks = Array.from({ length: 200 }, () =>
        window.app.pick("recordings").then(() => "ok", String),
      );
      return {
        jobs: (await Promise.all(jobs)).map((each) => (each.ok ? "ok" : each.error.kind)),
        calls: (await Promise.all(calls)).filter((each) => !each.ok).length,
        logs: await Promise.all(logs),
        picks: await Promise.all(picks),
      };
    }, card);
    // A page that hangs main would hang this too.
    assert.isTrue((await app.engine.call("health", {})).catalog !== "");
    const said = await flood;
    assert.includeMembers(said.jobs, ["TooManyJobs"]);
    assert.isAtMost(said.jobs.filter((each) => each === "ok").length, 200);
    assert.equal(said.calls, 10);
    assert.match(said.logs.join(), /too many calls/);
    assert.match(said.picks.join(), /dialog is open|too many calls/);
    assert.isAtMost(electron.asked.length - asked, 200);
    for (const { id } of app.jobs.list().waiting) app.jobs.cancel(id);
    assert.isAtMost(process.memoryUsage().rss, 1.5 * 2 ** 30);
  });
});
