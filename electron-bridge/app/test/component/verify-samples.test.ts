/** Samples are drawn and brought; one that is judged leads to a threshold. */
import type { Browser } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { executable, launch } from "../chromium.js";
import { longMedia } from "./made-detections.js";
import { MadeSamples, OWL } from "./made-samples.js";
import { open, type Opened, until } from "./scripted.js";
import { onTiles } from "./tile-steps.js";
import { owls, sampleShown, type Shown } from "./verify-scene.js";

if (executable === undefined) console.warn("No Chromium here: Verify is not tested.");

describe.skipIf(executable === undefined)("samples", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch(["--autoplay-policy=no-user-gesture-required"]);
  });

  afterAll(() => browser.close());

  const shown = (made: MadeSamples, some?: Shown): Promise<Opened> =>
    sampleShown(browser, made, some);

  test("a sample is drawn by keys, after what would come of it was shown", async () => {
    const made = new MadeSamples();
    const opened = await open(browser, {
      hash: "#/verify",
      media: longMedia,
      settings: { labeler: "Ana Quispe", language: "en" },
      script: made.script(),
    });
    const { tab, calls, errors } = opened;
    await tab.getByText("How often is the model right?").first().waitFor();
    await tab.keyboard.press("d");
    await tab.getByRole("combobox").fill("watsonii");
    await tab.getByRole("option", { name: /Tawny-bellied/ }).waitFor();
    await tab.keyboard.press("ArrowDown");
    await tab.keyboard.press("Enter");
    await tab.getByRole("radio", { name: "60" }).check({ force: true });
    await tab.getByText("60 clips of 1,204 detections").first().waitFor();
    assert.equal(await tab.locator(".draw-plan tbody tr").count(), 5);
    assert.lengthOf(made.samples, 0);
    const name = tab.getByRole("textbox", { name: "Name of the sample" });
    assert.equal(await name.inputValue(), `${OWL}, 60`);
    await name.fill("Owls of March");
    await name.press("Enter");
    await onTiles(tab);
    assert.deepEqual(calls.findLast(({ method }) => method === "samples/draw")?.params, {
      ...{ name: "Owls of March", species: [OWL], n: 60, labeler: { name: "Ana Quispe" } },
    });
    assert.include(await tab.evaluate(() => location.hash), "s=1");
    assert.deepEqual(errors, []);
    await tab.context().close();
  });

  test("a sample is drawn from chosen sites, days and a run, and its rule again with another seed", async () => {
    const made = owls(90);
    const opened = await open(browser, {
      hash: `#/verify?draw=${encodeURIComponent(OWL)}`,
      media: longMedia,
      settings: { labeler: "Ana Quispe", language: "en" },
      script: made.script(),
    });
    const { tab, calls, errors } = opened;
    const dialog = tab.getByRole("dialog", { name: "Draw a sample" });
    await dialog.getByText("From what: sites, days, run").click();
    await dialog.getByText("Tapir-02", { exact: true }).click();
    await dialog.getByRole("textbox", { name: "From" }).fill("2026-03-1");
    assert.isTrue(await dialog.getByRole("button", { name: "Draw", exact: true }).isDisabled());
    await dialog.getByRole("textbox", { name: "From" }).fill("2026-03-02");
    await dialog.getByRole("textbox", { name: "To" }).fill("2026-03-20");
    await dialog.getByRole("button", { name: /All runs/ }).press("ArrowDown");
    await tab.getByRole("option", { name: /Run 3/ }).click();
    const where = { site: ["Tapir-02"], date: { between: ["2026-03-02", "2026-03-20"] }, runId: 3 };
    const drawn = (): unknown[] =>
      calls.filter(({ method }) => method === "samples/draw").map(({ params }) => params);
    await until(() => JSON.stringify(drawn().at(-1)).includes('"runId":3'));
    assert.deepInclude(drawn().at(-1), { where, dryRun: true });
    await dialog.getByText("100 clips of 1,204 detections").first().waitFor();
    await tab.keyboard.press("Escape");

    // All that its rule says comes along, also what the dialog has no field for.
    await tab.getByRole("button", { name: "More of Owls" }).press("Enter");
    await tab.getByRole("menuitem", { name: "Draw its rule again…" }).click();
    const name = dialog.getByRole("textbox", { name: "Name of the sample" });
    assert.equal(await name.inputValue(), "Owls (2)");
    assert.equal(await dialog.getByRole("textbox", { name: "Seed" }).inputValue(), "512");
    await dialog.getByRole("textbox", { name: "Seed" }).fill("7");
    await dialog.getByText("90 clips of 1,204 detections").first().waitFor();
    await name.press("Enter");
    await onTiles(tab);
    assert.deepEqual(drawn().at(-1), {
      ...{ name: "Owls (2)", species: [OWL], n: 90, seed: 7, bands: 3, model: "BirdNET" },
      ...{ unit: "siteDay", shown: "rank", labeler: { name: "Ana Quispe" } },
      where: { month: 3, site: ["Tapir-01"], date: { ge: "2026-03-01" } },
    });
    assert.deepEqual(errors, []);
    await tab.context().close();
  });

  test("a colleague's sample comes from a file, after what of it is here was shown", async () => {
    const made = owls(40);
    const opened = await open(browser, {
      hash: "#/verify",
      media: longMedia,
      settings: { labeler: "Ana Quispe", language: "en" },
      picked: [
        { path: "/media/ana/Owls of Manu.json", name: "Owls of Manu.json", isFolder: false },
      ],
      script: made.script(),
    });
    const { tab, calls } = opened;
    await tab.locator("table.samples").waitFor();
    await tab.keyboard.press("i");
    const dialog = tab.getByRole("dialog", { name: "Import a sample" });
    await dialog
      .getByText("The sound of 3 clips is in no recording of this project.")
      .first()
      .waitFor();
    assert.lengthOf(made.samples, 1);
    const name = dialog.getByRole("textbox", { name: "Name of the sample" });
    assert.equal(await name.inputValue(), "Owls of Manu");
    await name.fill("Owls of Luis");
    await name.press("Enter");
    await onTiles(tab);
    assert.deepEqual(calls.findLast(({ method }) => method === "samples/import")?.params, {
      ...{ path: "/media/ana/Owls of Manu.json", name: "Owls of Luis" },
    });
    await tab.context().close();
  });

  test("when all is judged, the page says what comes next, and a threshold is kept", async () => {
    const made = owls(30).judged(1, 29);
    const { tab, calls } = await shown(made);
    await tab.keyboard.press("x");
    await tab.getByText("All 30 clips are judged.").first().waitFor();
    await tab.keyboard.press("t");
    await tab
      .getByText(/No threshold can be certified for 90%/)
      .first()
      .waitFor();
    await tab.getByRole("radio", { name: "80%" }).check({ force: true });
    await tab
      .getByText(/No threshold can be certified for 80%/)
      .first()
      .waitFor();
    assert.isTrue(await tab.getByRole("button", { name: "Keep the thresholds" }).isDisabled());
    for (const each of made.of(1)) each.verified = "YES";
    await tab.keyboard.press("Escape");
    await tab.locator(".tiles:focus").waitFor();
    await tab.keyboard.press("t");
    await tab.getByRole("radio", { name: "80%" }).check({ force: true });
    await tab
      .getByText(/From 0.25 on: between/)
      .first()
      .waitFor();
    await tab.getByRole("button", { name: "Keep the thresholds" }).press("Enter");
    await tab.getByText("The thresholds are kept as “Owls”.").first().waitFor();
    assert.deepInclude(calls.find(({ method }) => method === "thresholds/save")?.params, {
      ...{ sample: "Owls", target: 0.8 },
    });
    await tab.context().close();
  });
});
