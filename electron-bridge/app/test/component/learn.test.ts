/** A classifier is taught, asked, trained again, compared and applied, by keys alone. */
import type { Methods } from "@linnet/electron-bridge/generated/contract.js";
import type { Browser } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import type { Settings } from "../../shared/settings.js";
import { executable, launch } from "../chromium.js";
import { PICKED } from "./export-script.js";
import { longMedia } from "./made-detections.js";
import { madeJobs } from "./made-jobs.js";
import { MadeLearn, OWL } from "./made-learn.js";
import { firstCall, open, type Opened, Refusal, type Script, until } from "./scripted.js";
import { onClip, onTiles } from "./tile-steps.js";

if (executable === undefined) console.warn("No Chromium here: Learn is not tested.");

describe.skipIf(executable === undefined)("Learn", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch(["--autoplay-policy=no-user-gesture-required"]);
  });

  afterAll(() => browser.close());

  const opens = (
    made: MadeLearn,
    query: string,
    some: { script?: Script; settings?: Partial<Settings> } = {},
  ): Promise<Opened> =>
    open(browser, {
      hash: query === "" ? "#/learn" : `#/learn?${query}`,
      media: longMedia,
      picked: PICKED,
      settings: { labeler: "Ana Quispe", language: "en", ...some.settings },
      script: made.script(some.script),
    });

  const owls = (): MadeLearn => new MadeLearn().add("night-owls", 2);

  test("is made by keys: what it learns from and what it lacks is said before", async () => {
    const made = new MadeLearn();
    const opened = await opens(made, "");
    const { tab, calls, emit, errors } = opened;
    await tab.getByText("Teach Linnet a sound of your own").first().waitFor();
    await tab.keyboard.press("n");
    await tab.getByText("It will learn from 155 labels.").first().waitFor();
    await tab.getByText("needs 1 label more").first().waitFor();
    await tab.getByText("6 labelled recordings stay out of it").first().waitFor();
    await tab.getByRole("textbox", { name: "Name" }).fill("Búhos de noche");
    const accept = tab.locator("[role=dialog] .button.primary:not([disabled])");
    await accept.waitFor();
    await tab.keyboard.press("Enter");
    await until(() => made.started.length === 1);
    assert.deepEqual(made.started[0]?.params, {
      ...{ name: "buhos-de-noche", least: 3, model: "birdnet-v2.4", holdBack: 0.25 },
    } satisfies Methods["heads/train"]["params"]);
    const dry = calls.filter(({ method }) => method === "heads/train");
    assert.isTrue(dry.every(({ params }) => (params as { dryRun?: boolean }).dryRun));

    const title = "buhos-de-noche · training";
    await emit("jobs", madeJobs(made.job("train", "running", { title })));
    await tab.getByRole("button", { name: "Stop" }).press("Enter");
    await firstCall(calls, "jobs.cancel");
    const value = made.trained("buhos-de-noche");
    const outcome = { ok: true, value, leftOut: 0 } as const;
    await emit("jobs", madeJobs(made.job("train", "done", { title, outcome })));
    await tab.getByText("Version 1 is trained and in use.").first().waitFor();
    assert.deepEqual(errors, []);
    await tab.context().close();
  });

  test("what it asks is judged by Verify's keys, and is trained on; doubts are not asked again", async () => {
    const made = owls();
    const opened = await opens(made, "c=night-owls&step=judge", { settings: { autoplay: true } });
    const { tab, calls, emit } = opened;
    await onTiles(opened.tab);
    for (const key of ["x", "c", "v"]) await tab.keyboard.press(key);
    await onClip(tab, 4);
    await tab.locator('.tile.chosen [aria-label="playing"]').waitFor();
    await until(() => made.said.length === 3);
    const first = calls.find(({ method }) => method === "annotate")?.params;
    assert.deepEqual(first, {
      annotations: [{ recordingId: 1, start: 3, end: 6, species: OWL, verified: "YES" }],
      labeler: { name: "Ana Quispe" },
    } satisfies Methods["annotate"]["params"]);
    assert.deepEqual(
      made.said.map(({ verified }) => verified),
      ["YES", "NO", "UNSURE"],
    );
    await tab.keyboard.press("Control+z");
    await onClip(tab, 3);
    await tab.keyboard.press("v");
    await onClip(tab, 4);
    await tab.keyboard.press("m");
    await until(() => calls.filter(({ method }) => method === "heads/suggest").length === 2);
    await tab.getByText("24 windows wait for you").first().waitFor();
    const asked = calls.findLast(({ method }) => method === "heads/suggest")?.params;
    assert.deepEqual(asked, { name: "night-owls", k: 25 });

    await tab.keyboard.press("Enter");
    await tab.getByText("It will learn from 155 labels.").first().waitFor();
    await tab.locator(".learn-form .button.primary:not([disabled])").waitFor();
    await tab.keyboard.press("Control+Enter");
    await until(() => made.started.length === 1);
    const outcome = { ok: true, value: made.trained("night-owls"), leftOut: 0 } as const;
    await emit("jobs", madeJobs(made.job("train", "done", { outcome })));
    await tab
      .getByText("On the same 6 recordings, AP is 0.88 with v2 and 0.92 with v3")
      .first()
      .waitFor();
    await tab.getByText("Gain of the last two rounds: +0.04, then +0.04 (AP).").first().waitFor();
    await tab.context().close();
  });

  test("another species makes a window wrong, and keeps the name; windows outlive the page", async () => {
    const made = owls();
    const opened = await opens(made, "c=night-owls&step=judge");
    const { tab, calls } = opened;
    await onTiles(opened.tab);
    await tab.keyboard.press("s");
    await tab.getByRole("combobox").fill("Crested");
    await tab.getByRole("option", { name: /Crested Owl/ }).waitFor();
    await tab.getByRole("option", { name: /Crested Owl/ }).click();
    await tab.locator(".tile .verdict.wrong").waitFor();
    await until(() => made.said.length === 2);
    assert.deepEqual(
      made.said.map(({ species, verified }) => [species, verified]),
      [
        [OWL, "NO"],
        ["Lophostrix cristata", "YES"],
      ],
    );
    await tab.keyboard.press("Alt+9");
    await tab.locator(".model-card").first().waitFor();
    await tab.keyboard.press("Alt+ArrowLeft");
    await tab.locator(".tile .verdict.wrong").waitFor();
    assert.lengthOf(
      calls.filter(({ method }) => method === "heads/suggest"),
      1,
    );
    await tab.context().close();
  });

  test("several windows are chosen together, and judged and taken back in one step", async () => {
    const made = owls();
    const opened = await opens(made, "c=night-owls&step=judge");
    const { tab, calls } = opened;
    await onTiles(opened.tab);
    await tab.keyboard.press("Shift+ArrowRight");
    await tab.keyboard.press("Shift+ArrowRight");
    await tab.locator(".clip-bar").getByText("3 clips chosen").first().waitFor();
    await tab.keyboard.press("c");
    await until(() => made.said.length === 3);
    assert.isTrue(made.said.every(({ verified }) => verified === "NO"));
    assert.lengthOf(
      calls.filter(({ method }) => method === "annotate"),
      1,
    );
    await onClip(tab, 4);
    await tab.keyboard.press("Control+z");
    await until(() => made.undone === 1);
    await tab.locator(".tile .verdict.wrong").first().waitFor({ state: "detached" });
    await tab.context().close();
  });

  test("Pyrenote's keys walk and judge too", async () => {
    const made = owls();
    const opened = await opens(made, "c=night-owls&step=judge", {
      settings: { profile: "pyrenote" },
    });
    const { tab } = opened;
    await onTiles(opened.tab);
    await tab.keyboard.press("d");
    await onClip(tab, 2);
    await tab.keyboard.press("Tab");
    await onClip(tab, 3);
    await tab.keyboard.press("s");
    await tab.keyboard.press("w");
    await onClip(tab, 3);
    await tab.keyboard.press("c");
    await until(() => made.said[0]?.verified === "NO");
    await tab.keyboard.press("Shift");
    await tab.getByRole("dialog", { name: "Which species is it?" }).waitFor();
    await tab.context().close();
  });

  test("a verdict that is not stored is taken from its window, and the page says why", async () => {
    const refuse = (): never => {
      throw new Refusal("StorageFull", "The disk is full.");
    };
    const opened = await opens(owls(), "c=night-owls&step=judge", { script: { annotate: refuse } });
    const { tab } = opened;
    await onTiles(opened.tab);
    await tab.keyboard.press("x");
    await tab.getByRole("alert").getByText("The disk is full.").first().waitFor();
    await tab.locator(".tile .verdict.right").waitFor({ state: "detached" });
    await tab.context().close();
  });

  test("it counts at three thresholds before it finds, and shows what was found", async () => {
    const made = owls();
    const { tab, emit, calls } = await opens(made, "c=night-owls&step=find");
    await tab.getByText("So much would be found in 9,600 stored windows").first().waitFor();
    assert.deepEqual(await firstCall(calls, "heads/apply"), {
      ...{ name: "night-owls", dryRun: true, thresholds: [0.5, 0.75, 0.9] },
    });
    await tab.getByRole("radio", { name: "0.9" }).check({ force: true });
    await tab.keyboard.press("Control+Enter");
    await until(() => made.started.length === 1);
    assert.deepEqual(made.started[0]?.params, { name: "night-owls", minConfidence: 0.9 });
    const outcome = { ok: true, value: made.found(), leftOut: 0 } as const;
    await emit("jobs", madeJobs(made.job("find", "done", { outcome })));
    await tab.getByText("Detections found: 349.").first().waitFor();
    await tab.getByRole("button", { name: "Open detections" }).press("Enter");
    await tab.waitForFunction(() => decodeURIComponent(location.hash).includes('"runId":[42]'));
    await tab.context().close();
  });

  test("versions are used and removed, and the whole is renamed, exported, imported, removed", async () => {
    const made = owls();
    const { tab, calls } = await opens(made, "c=night-owls");
    await tab.getByRole("button", { name: "Use version 1" }).press("Enter");
    await until(() => made.heads[0]?.inUse === 1);
    await tab.getByRole("button", { name: "Remove version 2" }).press("Enter");
    const question = tab.getByRole("alertdialog");
    await question.getByText("Its 812 detections of 2 runs stay in the project").first().waitFor();
    await question.getByRole("button", { name: "Remove" }).press("Enter");
    await until(() => made.heads[0]?.versions.length === 1);
    await tab.keyboard.press("r");
    await tab.getByRole("textbox", { name: "Name" }).fill("owls");
    await tab.keyboard.press("Enter");
    await tab.locator("h1").getByText("owls", { exact: true }).first().waitFor();
    await tab.getByRole("tab", { name: /Versions/ }).waitFor();
    await tab.keyboard.press("Control+e");
    const { name } = (await firstCall(calls, "heads/export")) as { name: string };
    assert.equal(name, "owls@1");
    await tab.getByText("It holds no sound, no label and no path.").first().waitFor();
    await tab.keyboard.press("q");
    await tab.getByRole("link", { name: "owls" }).waitFor();
    await tab.keyboard.press("i");
    await tab.locator("h1").getByText("frogs").first().waitFor();
    await tab.getByRole("tab", { name: /Versions/ }).waitFor();
    await tab.keyboard.press("Delete");
    await question.getByText("Its 812 detections").first().waitFor();
    await question.getByRole("button", { name: "Remove" }).press("Enter");
    await tab.getByRole("link", { name: "owls" }).waitFor();
    assert.lengthOf(made.heads, 1);
    await tab.context().close();
  });
});
