import type { Browser } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import type { ModelRow } from "@linnet/electron-bridge/generated/contract.js";
import { executable, launch } from "../chromium.js";
import { madeJob, madeJobs } from "./made-jobs.js";
import { BIRDNET, INSTALLED, PERCH } from "./models-list.js";
import { firstCall, open, type Opened, Refusal, type Scripted } from "./scripted.js";

if (executable === undefined) console.warn("No Chromium here: the page is not tested.");

const INSTALL = { kind: "install", title: BIRDNET.title, method: "models/install" as const };

describe.skipIf(executable === undefined)("the page Models", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  function models(list: () => ModelRow[], more: Scripted = {}): Promise<Opened> {
    const script = { "models/list": () => ({ models: list() }), ...more.script };
    return open(browser, { hash: "#/models", ...more, script });
  }

  test("opens the gallery where no model is there, each in plain words", async () => {
    const { tab, errors } = await models(() => [BIRDNET, PERCH]);
    const card = tab.getByRole("article", { name: "BirdNET v2.4" });
    await card.getByText("6,522 classes", { exact: true }).first().waitFor();
    await card.getByText("CC BY-NC-SA 4.0").first().waitFor();
    await card.getByText("(no commercial use)").first().waitFor();
    assert.deepEqual(errors, []);
  });

  test("has the licence agreed to before a model can be had, and shows how far it is", async () => {
    let list = [BIRDNET, PERCH];
    const { tab, calls, emit } = await models(() => list, {
      script: { "jobs.start": () => ({ id: 1 }), "jobs.cancel": () => null },
    });
    await tab.getByRole("button", { name: "Install BirdNET v2.4" }).click();
    const dialog = tab.getByRole("dialog", { name: "Install BirdNET v2.4" });
    await dialog.getByText("non-commercial use, with credit").first().waitFor();
    const download = dialog.getByRole("button", { name: "Download from zenodo.org" });
    assert.isTrue(await download.isDisabled());
    await dialog.getByText("I have read the licence and agree to it.").click();
    await download.click();
    await dialog.waitFor({ state: "detached" });
    const [start] = (await firstCall(calls, "jobs.start")) as object[];
    assert.deepInclude(start, {
      method: "models/install",
      params: { name: "birdnet-v2.4" },
    });
    const progress = { kind: "report", step: "download", unit: "byte", done: 3e7, total: 6e7 };
    await emit("jobs", madeJobs(madeJob({ ...INSTALL, state: "running", progress })));
    await tab.getByText("30 MB of 60 MB").first().waitFor();
    // The status bar counts in the same words.
    await tab.locator(".run-status").getByText("30 MB of 60 MB").first().waitFor();
    await tab.getByRole("button", { name: "Stop" }).click();
    list = [INSTALLED, PERCH];
    const outcome = { ok: true as const, value: {}, leftOut: 0 };
    await emit("jobs", madeJobs(madeJob({ ...INSTALL, state: "done", outcome })));
    await tab.getByText("Installed (1)").first().waitFor();
  });

  test("tells why an installation failed, and tries again", async () => {
    const { tab, calls, emit } = await models(() => [BIRDNET, PERCH], {
      script: { "jobs.start": () => ({ id: 2 }) },
    });
    const message = "zenodo.org could not be reached.";
    const error = { code: 1, kind: "DownloadFailed", message, hint: "Take it from a folder." };
    const outcome = { ok: false as const, error };
    await emit("jobs", madeJobs(madeJob({ ...INSTALL, state: "failed", outcome })));
    await tab.getByText(message).first().waitFor();
    await tab.getByText("Take it from a folder.").first().waitFor();
    await tab.getByRole("button", { name: "Try again" }).click();
    await firstCall(calls, "jobs.start");
  });

  test("tells what a check found, passed and failed", async () => {
    const { tab } = await models(() => [INSTALLED, PERCH], {
      script: {
        "models/verify": () => ({
          model: "birdnet-v2.4",
          passed: false,
          checks: [
            { name: "files", passed: true, message: "All files are whole. ".repeat(12) },
            { name: "logits", passed: false, message: "Scores differ by 0.2." },
          ],
        }),
      },
    });
    await tab.getByRole("button", { name: "Verify BirdNET v2.4" }).click();
    await tab.getByText("The model did not pass.").first().waitFor();
    await tab.getByText("Scores differ by 0.2.").first().waitFor();
    // Words of several lines leave a tick its width and its place beside the first line.
    const ticks = await tab.locator(".model-checks li").evaluateAll((all) =>
      all.map((each) => {
        const { width, height, top } = each.querySelector("svg")?.getBoundingClientRect() ?? {};
        return [width, height, (top ?? 0) - each.getBoundingClientRect().top < 8];
      }),
    );
    assert.deepEqual(ticks, [
      [16, 16, true],
      [16, 16, true],
    ]);
    assert.notEqual(await tab.evaluate(() => document.activeElement?.tagName), "BODY");
  });

  test("removes a model only when asked twice, and says why one cannot be removed", async () => {
    const { tab, calls } = await models(() => [INSTALLED, PERCH], {
      script: {
        "models/remove": () => {
          throw new Refusal("ModelInUse", "A run uses this model.", { hint: "Wait for its end." });
        },
      },
    });
    await tab.getByRole("button", { name: "Remove BirdNET v2.4" }).click();
    const dialog = tab.getByRole("alertdialog", { name: "Remove BirdNET v2.4?" });
    await dialog.getByRole("button", { name: "Keep it" }).click();
    await dialog.waitFor({ state: "detached" });
    assert.isFalse(calls.some(({ method }) => method === "models/remove"));
    await tab.getByRole("button", { name: "Remove BirdNET v2.4" }).click();
    await dialog.getByRole("button", { name: "Remove", exact: true }).click();
    await tab.getByText("A run uses this model.").first().waitFor();
    assert.notEqual(await tab.evaluate(() => document.activeElement?.tagName), "BODY");
  });

  test("says which models are missing, and what the removal of one takes along", async () => {
    const note = { message: "", examples: [], hint: "", changesResults: false };
    const { tab } = await models(() => [INSTALLED, PERCH], {
      script: {
        "models/list": () => ({
          models: [INSTALLED],
          notes: [{ ...note, kind: "modelDamaged", count: 1 }],
        }),
        "models/remove": () => ({
          ...{ name: "birdnet-v2.4", bytes: 1, activeModel: null },
          notes: [{ ...note, kind: "baseRemoved", count: 2 }],
        }),
      },
    });
    await tab
      .getByText("1 model is missing here, because its record cannot be read.")
      .first()
      .waitFor();
    await tab.getByRole("button", { name: "Remove BirdNET v2.4" }).click();
    const said = tab
      .getByText("2 classifiers of your own need the removed model")
      .first()
      .waitFor();
    await tab.getByRole("alertdialog").getByRole("button", { name: "Remove", exact: true }).click();
    await said;
  });

  test("adds a model of one's own through main, and says what it is", async () => {
    const model = { ...INSTALLED, name: "owls", title: "Owls of Manu", sampleRate: 48_000 };
    const value = { model, path: "/home/ana/owls.onnx", family: "birdnet-v2.4", why: null };
    const { tab, asked } = await models(() => [INSTALLED], { added: { ok: true, value } });
    await tab.getByRole("tab", { name: "Add my own" }).click();
    await tab.getByRole("button", { name: "Choose the files…" }).click();
    await tab.getByText("Owls of Manu is installed.").first().waitFor();
    assert.isTrue(asked.some(({ name }) => name === "addModel"));
  });
});
