/** Samples of whole units are drawn; the dialog is whole, and says why nothing can be drawn. */
import type { Browser } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { executable, launch } from "../chromium.js";
import { openAll, whole } from "../shots/draw-states.js";
import { faults, unreached } from "./faults.js";
import { madeMedia } from "./made-detections.js";
import { MadeSamples, OWL } from "./made-samples.js";
import { open, type Opened, Refusal, type Script } from "./scripted.js";

if (executable === undefined) console.warn("No Chromium here: drawing is not tested.");

/** What Ctrl and + make of the window at 200 %. */
const HALF = { width: 640, height: 400 };

describe.skipIf(executable === undefined)("the dialog that draws", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  function opened(
    script: Script = {},
    language: "en" | "es" = "en",
    hash = `#/verify?draw=${encodeURIComponent(OWL)}`,
  ): Promise<Opened> {
    return open(browser, {
      ...{ hash, media: madeMedia, settings: { labeler: "Ana Quispe", language } },
      script: new MadeSamples().script(script),
    });
  }

  test("draws whole nights, after the plan told of nights and of clips", async () => {
    const { tab, calls, errors } = await opened();
    const dialog = tab.getByRole("dialog", { name: "Draw a sample" });
    await dialog.getByText("100 clips of 1,204 detections").first().waitFor();
    await dialog.getByText("More: lowest score").click();
    await dialog.getByRole("textbox", { name: "Most clips of a recording" }).fill("2");
    await whole(tab);
    await dialog.getByText("These parts of the rule are left out.").first().waitFor();
    await dialog.getByRole("radio", { name: "60" }).check({ force: true });
    await dialog.getByRole("textbox", { name: "Most clips of a unit" }).fill("5");
    await dialog.getByText("60 of 1,204 nights at a site with a detection").first().waitFor();
    await dialog.getByText("300 clips to judge at most").first().waitFor();
    await dialog.getByRole("columnheader", { name: "Units drawn" }).waitFor();
    const name = dialog.getByRole("textbox", { name: "Name of the sample" });
    assert.equal(await name.inputValue(), `${OWL}, 60 nights at a site`);
    await dialog.getByRole("button", { name: /Night at a site/ }).press("ArrowDown");
    await tab.getByRole("option", { name: "Recording" }).click();
    await dialog.getByText("60 of 1,204 recordings with a detection").first().waitFor();
    await name.press("Enter");
    await tab.locator(".tiles[aria-activedescendant]:focus").waitFor();
    const drawn = {
      ...{ name: `${OWL}, 60 recordings`, species: [OWL], n: 60 },
      ...{ unit: "recording", unitClips: 5, labeler: { name: "Ana Quispe" } },
    };
    assert.deepEqual(calls.findLast(({ method }) => method === "samples/draw")?.params, drawn);
    await tab.getByRole("button", { name: "More of this sample" }).press("Enter");
    await tab.getByRole("menuitem", { name: "50 more recordings" }).waitFor();
    await tab.keyboard.press("Escape");
    // Its rule again is that of whole units.
    await tab.keyboard.press("q");
    await tab.getByRole("button", { name: /^More of Megascops/ }).press("Enter");
    await tab.getByRole("menuitem", { name: "Draw its rule again…" }).click();
    await dialog.getByText("60 of 1,204 recordings with a detection").first().waitFor();
    assert.isTrue(await dialog.locator('input[value="units"]').isChecked());
    assert.equal(
      await dialog.getByRole("textbox", { name: "Most clips of a unit" }).inputValue(),
      "5",
    );
    assert.deepEqual(errors, []);
    await tab.context().close();
  });

  test.each([
    ["unit", "Algunas grabaciones no tienen hora de inicio"],
    ["species.0", `No se puede sortear ninguna detección de ${OWL}`],
    ["model", "detecciones de varios modelos"],
  ])("says in the person's language why it is refused: %s", async (field, words) => {
    const draw = (): never => {
      throw new Refusal("InvalidParams", "Refused in English.", { field });
    };
    const { tab } = await opened({ "samples/draw": draw }, "es");
    await tab.getByRole("alert").getByText(words).first().waitFor();
    await tab.context().close();
  });

  test("is whole with all its parts open, in a usual window and at twice the size", async () => {
    const { tab, errors } = await opened();
    for (const isWhole of [false, true]) {
      if (isWhole) await whole(tab);
      await openAll(tab);
      for (const size of [{ width: 1280, height: 800 }, HALF]) {
        await tab.setViewportSize(size);
        assert.deepEqual(await tab.evaluate(faults), [], JSON.stringify({ isWhole, size }));
        assert.deepEqual(await unreached(tab), [], JSON.stringify({ isWhole, size }));
      }
    }
    assert.deepEqual(errors, []);
    await tab.context().close();
  });
});
