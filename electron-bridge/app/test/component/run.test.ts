import { mkdir } from "node:fs/promises";
import type { QueryRequest } from "@linnet/electron-bridge/generated/contract.js";
import type { Browser, Page as Tab } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { executable, launch } from "../chromium.js";
import { findings } from "./findings.js";
import { BIRDNET, engine, job, jobs, PLAN, PROGRESS, RECENT, run } from "./run-script.js";
import { open, Refusal, type Opened, type Scripted, until, paste } from "./scripted.js";

if (executable === undefined) console.warn("No Chromium here: the page is not tested.");

/** Where pictures go; none are made without it. */
const PICTURES = process.env.LINNET_PICTURES;

async function picture(tab: Tab, name: string): Promise<void> {
  if (PICTURES === undefined) return;
  await mkdir(PICTURES, { recursive: true });
  await tab.screenshot({ path: `${PICTURES}/${name}.png` });
}

const named = (calls: Opened["calls"], method: string): unknown[] =>
  calls.filter((each) => each.method === method).map(({ params }) => params);

const RUNNING = jobs({
  running: [job({ progress: PROGRESS, recent: RECENT })],
  waiting: [
    job({ id: 2, title: "Everything, for a first look, Perch", state: "waiting", behind: 1 }),
  ],
});

describe.skipIf(executable === undefined)("the page Run", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  const shown = (options: Scripted = {}): Promise<Opened> =>
    open(browser, { script: engine(), ...options });

  test("without a model, shows the way to one", async () => {
    const { tab } = await shown({ script: engine({ models: [] }) });
    await tab.getByRole("button", { name: "Open the gallery" }).click();
    await tab.waitForFunction(() => location.hash.startsWith("#/models"));
  });

  test("turns to what an import brings that ends only now, unless a folder is chosen", async () => {
    let answers = engine({ recordings: 0 });
    const script = { ...answers, query: (asked: QueryRequest) => answers.query?.(asked) };
    const { tab, emit } = await shown({ script });
    await tab.getByText("Choose a folder or files to analyse.").first().waitFor();
    answers = engine({ recordings: 4 });
    await emit("catalog", { revision: 2, touched: ["recordings"] });
    await tab.locator("button", { hasText: "All that are not analysed yet" }).waitFor();
    await tab.context().close();
  });

  test("in a project without recordings, begins with a folder", async () => {
    const script = engine({ recordings: 0 });
    const { tab, calls } = await shown({
      script,
      picked: [{ path: "/media/ana/CARD7", name: "CARD7", isFolder: true }],
    });
    await tab.getByText("Choose a folder or files to analyse.").first().waitFor();
    await picture(tab, "empty");
    assert.isTrue(await tab.getByRole("button", { name: /^Start/ }).isDisabled());
    await tab.getByRole("button", { name: "Choose folder…" }).click();
    await tab.getByText("34 recordings to hear").first().waitFor();
    const wanted = JSON.stringify(["/media/ana/CARD7"]);
    await until(() =>
      named(calls, "infer/plan").some(
        (each) => JSON.stringify((each as { inputs?: string[] }).inputs) === wanted,
      ),
    );
  });

  test("tells the plan before the start: done, judged again, to hear, without a place", async () => {
    const { tab, errors } = await shown();
    for (const text of [
      "212 done already",
      "18 judged again from stored windows, without their sound",
      "34 recordings to hear",
      "takes about 9 min",
      "12 recordings have no place or no date: in them, all species may be named.",
    ]) {
      await tab.getByText(text).first().waitFor();
    }
    await picture(tab, "plan");
    assert.deepEqual(errors, []);
  });

  test("takes a pair of coordinates that is pasted into either field", async () => {
    const { tab, calls } = await shown();
    await tab.locator("label").filter({ hasText: "One place for all" }).click();
    const [latitude, longitude] = ["Latitude", "Longitude"].map((name) =>
      tab.getByRole("textbox", { name }),
    );
    await longitude?.fill("nowhere");
    await tab.getByText("Give a number from -180 to 180.").first().waitFor();
    await latitude?.focus();
    await paste(tab, `32°42'56"N 117°09'40"W`);
    await until(() =>
      named(calls, "infer/plan").some((each) => {
        const { location } = each as { location?: object };
        return JSON.stringify(location) === '{"latitude":32.7155556,"longitude":-117.1611111}';
      }),
    );
    assert.equal(await latitude?.inputValue(), "32.715556");
    assert.equal(await longitude?.inputValue(), "-117.161111");
    await latitude?.fill("");
    await paste(tab, "San Diego");
    assert.equal(await latitude?.inputValue(), "San Diego");
    assert.equal(await longitude?.inputValue(), "-117.161111");
  });

  test.each([
    [
      "en",
      "“Channel”: The choice of channels has no effect, because each recording has one channel.",
      "“Threshold of Strix aluco”, “location.threshold” had no effect.",
    ],
    [
      "es",
      "“Canal” no tuvo efecto.",
      "“Umbral de Strix aluco”, “location.threshold” no tuvieron efecto.",
    ],
  ] as const)("names each setting that has no effect, %s", async (language, one, two) => {
    const note = { kind: "noEffect", message: "", hint: "", changesResults: true };
    const channels =
      "The choice of channels has no effect, because each recording has one channel.";
    const notes = [
      { ...note, count: 1, examples: ["channel"], what: channels },
      {
        ...{ ...note, count: 2, what: "The field minConfidence has no effect." },
        examples: ["speciesConfidence.Strix aluco", "location.threshold"],
      },
    ];
    const plan = { ...PLAN, notes } as typeof PLAN;
    const { tab } = await shown({ script: engine({ plan }), settings: { language } });
    for (const said of [one, two])
      await tab.getByRole("listitem").getByText(said).first().waitFor();
  });

  test("names the species of a list that the model does not know", async () => {
    const plan = { ...PLAN, unmatchedSpecies: ["Strix alucoo"] };
    const { tab } = await shown({ script: engine({ plan }) });
    await tab
      .getByText("The model does not know 1 name of your lists: Strix alucoo")
      .first()
      .waitFor();
  });

  test("with nothing left to do, does not start, but can analyse again", async () => {
    const plan = { ...PLAN, new: 0, rescored: 0, skipped: 264 };
    const { tab, calls } = await shown({ script: engine({ plan }) });
    await tab
      .getByText(/Nothing is left to do: 264 recordings are done/)
      .first()
      .waitFor();
    assert.isTrue(await tab.getByRole("button", { name: /^Start/ }).isDisabled());
    await tab.keyboard.press("Control+Enter");
    assert.deepEqual(named(calls, "jobs.start"), []);
    await tab.getByRole("button", { name: "Other ways to start" }).click();
    await tab.getByRole("menuitem", { name: /Analyse again/ }).click();
    await tab.getByText("Starting").first().waitFor();
    const [[asked]] = named(calls, "jobs.start") as [[{ params: Record<string, unknown> }]];
    assert.equal(asked.params.force, true);
    assert.notProperty(asked.params, "notAnalysed");
  });

  test("asks for another plan as settings change, and reads a decimal comma", async () => {
    const { tab, calls } = await shown();
    await tab.getByText("34 recordings to hear").first().waitFor();
    await tab.getByLabel("Threshold").fill("0,6");
    await tab.waitForFunction(() => document.querySelector(".run-plan.stale") === null);
    await tab.getByText("Your own settings.").first().waitFor();
    await until(() =>
      named(calls, "infer/plan").some(
        (each) => (each as { minConfidence: number }).minConfidence === 0.6,
      ),
    );
    await tab.getByLabel("Threshold").fill("7");
    await tab.getByText("Give a number from 0 to 1.").first().waitFor();
  });

  test("a job changes its settings, and nothing else", async () => {
    const { tab, calls } = await shown();
    await tab.getByText("34 recordings to hear").first().waitFor();
    await tab.keyboard.press("j");
    await tab.getByRole("option", { name: "Everything, for a first look" }).click();
    await until(() =>
      named(calls, "infer/plan").some((each) => {
        const { minConfidence, location } = each as { minConfidence: number; location?: object };
        return minConfidence === 0.1 && location === undefined;
      }),
    );
    await tab.keyboard.press("j");
    const bats = tab.getByRole("option", { name: /Bats/ });
    assert.equal(await bats.getAttribute("aria-disabled"), "true");
    assert.include(await bats.textContent(), "no model here hears bats");
  });

  test("keeps settings by a name, and uses them again", async () => {
    const { tab, calls } = await shown();
    await tab.getByText("34 recordings to hear").first().waitFor();
    await tab.getByLabel("Threshold").fill("0.7");
    await tab.getByRole("button", { name: "Save as…" }).click();
    await tab.getByLabel("Name", { exact: true }).fill("Owls");
    await tab.getByRole("button", { name: "Keep", exact: true }).click();
    await tab.getByRole("button", { name: "Forget this job" }).waitFor();
    const kept = named(calls, "memos/set") as { key: string; value: { threshold: number } }[];
    const preset = kept.find(({ key }) => key === "presets/Owls");
    assert.equal(preset?.value.threshold, 0.7);
    assert.notProperty(preset?.value, "folders");
  });

  test("starts by keys, with a sign before main has answered", async () => {
    let answer: (value: unknown) => void = () => undefined;
    const script = {
      ...engine(),
      "jobs.start": () => new Promise((resolve) => (answer = resolve)),
    } as Scripted["script"] & object;
    const { tab, calls, emit } = await shown({ script });
    await tab.getByText("34 recordings to hear").first().waitFor();
    // Also while a button is focused, which Enter alone would press.
    await tab.getByRole("button", { name: "Gallery…" }).press("Control+Enter");
    await tab.getByText("Starting", { exact: true }).first().waitFor();
    const [[asked]] = named(calls, "jobs.start") as [[Record<string, unknown>]];
    assert.deepInclude(asked, { kind: "run", method: "infer", title: "Birds, by place, BirdNET" });
    assert.deepEqual(asked.params, {
      where: {},
      notAnalysed: true,
      answer: "brief",
      overlap: 0,
      skipBelow: null,
      minConfidence: 0.25,
      model: "birdnet-v2.4",
      location: {},
    });
    answer({ id: 1 });
    await emit("jobs", RUNNING);
    await tab.getByRole("heading", { name: /Run 41/ }).waitFor();
    assert.equal(await tab.getByText("Starting", { exact: true }).count(), 0);
  });

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
    await picture(tab, "running");
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
    await picture(tab, "interrupted");
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
    await picture(tab, "done");
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
    await picture(tab, "nothing");
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
    await picture(tab, "failed");
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
    await picture(tab, "earlier");
  });

  test("a plan that fails says why, with a next step", async () => {
    const script = engine({
      plan: () => {
        throw new Refusal("RecordingNotFound", "Nothing is at /media/ana/CARD7.");
      },
    });
    const { tab } = await shown({ script });
    await tab.getByText("Nothing is at /media/ana/CARD7.").first().waitFor();
    await tab.getByRole("button", { name: "Try again" }).waitFor();
  });

  test("shows all jobs by a key, and tells elsewhere that a run has ended", async () => {
    const { tab, emit } = await shown({ hash: "#/models" });
    await emit("jobs", RUNNING);
    await tab.keyboard.press("Control+j");
    const tray = tab.getByRole("dialog", { name: "Jobs" });
    await tray.getByRole("button", { name: "Pause Run 41" }).waitFor();
    await picture(tab, "tray");
    await tab.keyboard.press("Escape");
    await emit("jobs", { ...jobs({ ended: [job({ state: "done" })] }), number: 2 });
    await tab.getByText("Run 41 is done.").first().waitFor();
    await tab.getByRole("button", { name: "Show" }).click();
    await tab.waitForFunction(() => location.hash === "#/run");
  });

  test.for(["light", "dark"] as const)("has no barrier in %s, empty or full", async (theme) => {
    const runs = [run({ runId: 40, failed: 3, done: 179 }), run({})];
    const spanish = theme === "dark" ? ("es" as const) : ("en" as const);
    const { tab, emit } = await shown({
      script: engine({
        runs,
        models: [BIRDNET, { ...BIRDNET, name: "perch-v2", title: "Perch", active: false }],
      }),
      settings: { theme, language: spanish },
    });
    await tab.locator(".run-plan").waitFor();
    assert.deepEqual(await findings(tab), []);
    await picture(tab, `full-${theme}-${spanish}`);
    await emit("jobs", RUNNING);
    await tab.locator(".run-now").waitFor();
    assert.deepEqual(await findings(tab), []);
    await picture(tab, `running-${theme}-${spanish}`);
    await emit("jobs", { ...jobs({ ended: [job({ state: "done" })] }), number: 2 });
    await tab.locator(".run-result").waitFor();
    await tab.locator(".run-more summary").click();
    assert.deepEqual(await findings(tab), []);
    await picture(tab, `more-${theme}-${spanish}`);
  });
});
