/** The page Run is set up: from what there is to hear to the start. */
import type { QueryRequest } from "@linnet/electron-bridge/generated/contract.js";
import type { Browser } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { executable, launch } from "../chromium.js";
import { findings } from "./findings.js";
import { BIRDNET, engine, job, jobs, PLAN, run, RUNNING } from "./run-script.js";
import { named, open, Refusal, type Opened, type Scripted, until, paste } from "./scripted.js";

if (executable === undefined) console.warn("No Chromium here: the page is not tested.");

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
    await emit("jobs", RUNNING);
    await tab.locator(".run-now").waitFor();
    assert.deepEqual(await findings(tab), []);
    await emit("jobs", { ...jobs({ ended: [job({ state: "done" })] }), number: 2 });
    await tab.locator(".run-result").waitFor();
    await tab.locator(".run-more summary").click();
    assert.deepEqual(await findings(tab), []);
  });
});
