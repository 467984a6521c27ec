/** A run: how far it is, how it ended, and what came of those before. */
import type { Browser } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { executable, launch } from "../chromium.js";
import { engine, job, jobs, run, RUNNING } from "./run-script.js";
import { named, open, type Opened, type Scripted, until } from "./scripted.js";

if (executable === undefined) console.warn("No Chromium here: the page is not tested.");

describe.skipIf(executable === undefined)("a run", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  const shown = (options: Scripted = {}): Promise<Opened> =>
    open(browser, { script: engine(), ...options });

  test("while it runs, tells how far it is, what it hears, and what it cannot read", async () => {
    const { tab, calls, emit, errors } = await shown();
    await emit("jobs", RUNNING);
    const now = tab.getByRole("region", { name: "Now" });
    await now.getByText("118 of 264 · 212 times real time · about 6 min left").first().waitFor();
    await now.getByRole("row", { name: /Undulated Tinamou.*212.*0\.98/ }).waitFor();
    await now.getByText("This is not a sound file.").first().waitFor();
    await now.getByText("The file ends after 12 s of 60 s.").first().waitFor();
    await now
      .getByRole("button", { name: "Play the newest Undulated Tinamou, at 05:12.0" })
      .waitFor();
    await tab.getByText("waits behind Run 41").first().waitFor();
    await tab.getByRole("button", { name: /Run 41 · 118 of 264 · about 6 min left/ }).waitFor();
    await tab.keyboard.press("e");
    assert.equal(await tab.evaluate(() => document.activeElement?.tagName), "SUMMARY");
    await tab.keyboard.press("p");
    await until(() => named(calls, "jobs.pause").length === 1);
    assert.deepEqual(errors, []);
  });

  test("cancels only after it was asked for twice", async () => {
    const { tab, calls, emit } = await shown();
    await emit("jobs", RUNNING);
    await tab.getByRole("heading", { name: /Run 41/ }).waitFor();
    await tab.keyboard.press("Control+.");
    await tab.getByRole("button", { name: "Let it go on" }).waitFor();
    assert.deepEqual(named(calls, "jobs.cancel"), []);
    await tab.getByRole("button", { name: "Cancel the run" }).click();
    await until(() => named(calls, "jobs.cancel").length === 1);
  });

  test("an interrupted run and a paused one go on, here and from the status bar", async () => {
    const { tab, calls, emit } = await shown();
    const left = [
      job({ state: "interrupted", progress: { done: 118, total: 264 } }),
      job({ id: 3, runId: 38, state: "paused", progress: { done: 5, total: 9 } }),
    ];
    await emit("jobs", jobs({ left }));
    await tab.getByText("Run 41 was interrupted at 118 of 264.").first().waitFor();
    await tab.getByText("Run 38 is paused at 5 of 9.").first().waitFor();
    await tab.getByRole("button", { name: "Go on with Run 38" }).click();
    const bar = tab.getByRole("contentinfo");
    await bar.getByText("Run 41 was interrupted at 118 of 264").first().waitFor();
    await bar.getByRole("button", { name: "Go on" }).click();
    await until(() => named(calls, "jobs.goOn").length === 2);
    assert.deepEqual(named(calls, "jobs.goOn"), [[3], [1]]);
  });

  test("a paused run says what the project has of it, not the last news before the pause", async () => {
    const runs = [run({ runId: 1, status: "cancelled", files: 1700, waiting: 1604 })];
    const { tab, emit } = await shown({ script: engine({ runs }) });
    const paused = job({ runId: 1, state: "paused", progress: { done: 57, total: 1700 } });
    await emit("jobs", jobs({ left: [paused] }));
    await tab.getByText("Run 1 is paused at 96 of 1,700.").first().waitFor();
    await tab
      .getByRole("contentinfo")
      .getByText("Run 1 is paused at 96 of 1,700")
      .first()
      .waitFor();
  });

  test("the result adds up to the files, over a run and the one that it went on with", async () => {
    const runs = [
      run({ runId: 42, resumes: 41, done: 100, empty: 40, partial: 1, failed: 2, skipped: 121 }),
      run({
        runId: 41,
        status: "interrupted",
        waiting: 144,
        done: 80,
        empty: 20,
        partial: 1,
        failed: 1,
        skipped: 18,
      }),
    ];
    const { tab, emit } = await shown({ script: engine({ runs }) });
    await emit("jobs", jobs({ ended: [job({ runId: 42, state: "done" })] }));
    const card = tab.getByRole("region", { name: "The last run" });
    await card.getByText("Run 42 is done").first().waitFor();
    // Its sums come with the run that it went on with.
    await card.locator(".run-sum dd", { hasText: "264" }).first().waitFor();
    const parts = await card.locator(".run-sum dd").allTextContents();
    const [files, ...rest] = parts.map(Number);
    assert.equal(files, 264);
    assert.equal(
      rest.reduce((sum, each) => sum + each),
      264,
    );
    assert.include(rest, 180); // heard to the end, in both runs
    await card.getByRole("button", { name: "Open detections" }).click();
    await tab.waitForFunction(() => location.hash.startsWith("#/detections"));
    const asked = await tab.evaluate(() =>
      new URLSearchParams(location.hash.split("?")[1]).get("w"),
    );
    assert.deepEqual(JSON.parse(asked ?? ""), { runId: [42, 41] });
  });

  test("an empty result says why", async () => {
    const runs = [run({ done: 244, partial: 0, failed: 0, empty: 0, detections: 0, notListed: 3 })];
    const { tab, emit } = await shown({ script: engine({ runs }) });
    await emit("jobs", jobs({ ended: [job({ state: "done" })] }));
    await tab.getByRole("heading", { name: "Why nothing was found" }).waitFor();
    await tab
      .getByText(/1,200 sounds below the threshold/)
      .first()
      .waitFor();
    await tab
      .getByText("88 sounds of species not expected at this place and week.")
      .first()
      .waitFor();
    await tab.getByText("3 sounds of species outside your list.").first().waitFor();
    await tab.getByText("40 windows were silent or too quiet to hear.").first().waitFor();
    assert.equal(await tab.getByRole("button", { name: "Open detections" }).count(), 0);
  });

  test("a run that a full disk ended says what is needed, and can go on", async () => {
    const error = {
      code: 1009,
      kind: "StorageFull",
      message: "The disk is full: 12 MB are free.",
      hint: "Make 200 MB free, and let the run go on.",
    };
    const runs = [run({ status: "failed", waiting: 100, done: 80, empty: 60, skipped: 20 })];
    const { tab, calls, emit } = await shown({ script: engine({ runs }) });
    const ended = [job({ state: "failed", outcome: { ok: false, error } })];
    await emit("jobs", jobs({ ended }));
    await tab.getByText("The disk is full: 12 MB are free.").first().waitFor();
    await tab.getByText("Make 200 MB free, and let the run go on.").first().waitFor();
    await tab.getByRole("button", { name: "Go on", exact: true }).click();
    await until(() => named(calls, "jobs.start").length === 1);
    const [[asked]] = named(calls, "jobs.start") as [[{ params: object }]];
    assert.deepEqual(asked.params, { runId: 41, answer: "brief" });
  });

  test("an earlier run tells its failures, also after a restart", async () => {
    const files = [
      {
        path: "/media/ana/CARD7/20260315_0400.WAV",
        status: "failed",
        message: "This is not a sound file.",
        hint: "Copy it again from the card.",
      },
    ];
    const { tab } = await shown({ script: engine({ runs: [run({})], files }) });
    await tab.getByRole("button", { name: "Details of run 41" }).click();
    const dialog = tab.getByRole("dialog", { name: "Run 41" });
    await dialog.getByText("Copy it again from the card.").first().waitFor();
  });

  test("shows all jobs by a key, and tells elsewhere that a run has ended", async () => {
    const { tab, emit } = await shown({ hash: "#/models" });
    await emit("jobs", RUNNING);
    await tab.keyboard.press("Control+j");
    const tray = tab.getByRole("dialog", { name: "Jobs" });
    await tray.getByRole("button", { name: "Pause Run 41" }).waitFor();
    await tab.keyboard.press("Escape");
    await emit("jobs", { ...jobs({ ended: [job({ state: "done" })] }), number: 2 });
    await tab.getByText("Run 41 is done.").first().waitFor();
    await tab.getByRole("button", { name: "Show" }).click();
    await tab.waitForFunction(() => location.hash === "#/run");
  });
});
