/** What stands beside a clip: similar sounds, and right ones of other sites. */
import type { Methods } from "@linnet/electron-bridge/generated/contract.js";
import type { Browser } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { executable, launch } from "../chromium.js";
import { MadeSamples, OWL } from "./made-samples.js";
import { type Opened, Refusal, until } from "./scripted.js";
import { onClip } from "./tile-steps.js";
import { owls, sampleShown, type Shown } from "./verify-scene.js";

if (executable === undefined) console.warn("No Chromium here: Verify is not tested.");

describe.skipIf(executable === undefined)("what stands beside a clip", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch(["--autoplay-policy=no-user-gesture-required"]);
  });

  afterAll(() => browser.close());

  const shown = (made: MadeSamples, some?: Shown): Promise<Opened> =>
    sampleShown(browser, made, some);

  test("sounds like a clip are judged beside the sample, and Escape comes back to its tile", async () => {
    const made = owls();
    const { tab, calls, errors } = await shown(made);
    for (let at = 0; at < 3; at++) await tab.keyboard.press("ArrowRight");
    await onClip(tab, 4);
    await tab.keyboard.press("f");
    const side = tab.getByRole("grid", { name: "Sounds like clip 4" });
    await side.waitFor();
    await tab.getByText("24 sounds like this clip wait.").first().waitFor();
    const { recordingId, start } = made.of(1)[3]!;
    const asked = calls
      .filter(({ method }) => method === "query")
      .map(({ params }) => params as Methods["query"]["params"])
      .find(({ select }) => select === "similar");
    assert.deepEqual(asked?.like, { recordingId, start });
    assert.equal(asked?.model, "BirdNET");
    await tab.locator(".tiles:focus").waitFor();
    assert.include(await tab.locator(".tile").first().innerText(), "0.99");
    await tab.keyboard.press("x");
    await tab.keyboard.press("c");
    await onClip(tab, 3);
    await tab.getByText("22 sounds like this clip wait.").first().waitFor();
    await until(() => made.said.length === 2);
    assert.deepEqual(
      made.said.map(({ species, verified }) => [species, verified]),
      [
        [OWL, "YES"],
        [OWL, "NO"],
      ],
    );
    await tab.keyboard.press("p");
    await tab.getByText("Only clips of a sample are passed over").first().waitFor();
    await tab.keyboard.press("Control+z");
    await tab.getByText("23 sounds like this clip wait.").first().waitFor();
    await tab.keyboard.press("Escape");
    await onClip(tab, 4);
    await tab.getByRole("grid", { name: "Clips of the sample" }).waitFor();
    await tab.locator(".tiles:focus").waitFor();
    assert.equal(made.of(1).filter(({ state }) => state === "judged").length, 0);

    // What was judged is not asked again.
    await tab.keyboard.press("f");
    await tab.getByText("24 sounds like this clip wait.").first().waitFor();
    assert.notInclude(await tab.locator(".tile").first().innerText(), "0.99");
    assert.deepEqual(errors, []);
    await tab.context().close();
  });

  test("without embeddings the page says why there are no similar sounds", async () => {
    const made = owls();
    const { tab } = await shown(made, {
      script: {
        query: (asked) => {
          if (asked.select === "similar") throw new Refusal("InvalidParams", "No embedding.");
          return made.query(asked);
        },
      },
    });
    await tab.keyboard.press("f");
    await tab.getByText("There is nothing to compare with").first().waitFor();
    await tab.getByText("The model kept no embedding of this clip").first().waitFor();
    await tab.keyboard.press("Escape");
    await tab.locator(".tiles:focus").waitFor();
    await tab.context().close();
  });

  test("one clip has right ones of other sites beside it, which a blind judge does not see", async () => {
    const made = owls();
    const { tab, calls, errors } = await shown(made, { autoplay: true });
    await tab.keyboard.press("o");
    const references = tab.getByRole("region", { name: "Right clips of other sites" });
    await references.locator(".reference").nth(2).waitFor();
    assert.equal(await references.locator(".reference").count(), 3);
    const { site } = made.of(1)[0]!;
    const texts = await references.innerText();
    assert.notInclude(texts, String(site));
    for (const other of ["Tapir-01", "Tapir-03", "Tapir-04"]) assert.include(texts, other);
    const asked = calls
      .filter(({ method }) => method === "query")
      .map(({ params }) => params as Methods["query"]["params"])
      .find(({ select, where }) => select === "detections" && where?.verified === "YES");
    assert.deepInclude(asked?.where, { species: OWL, site: { ne: site } });
    const heard = (other: string): Promise<void> =>
      references.getByRole("button", { name: new RegExp(`^Stop.*${other}`) }).waitFor();
    await tab.keyboard.press("e");
    await heard("Tapir-03");
    await tab.keyboard.press("e");
    await heard("Tapir-04");
    await references.locator(".reference").first().click();
    await heard("Tapir-03");
    await tab.keyboard.press("b");
    await references.waitFor({ state: "hidden" });
    assert.deepEqual(errors, []);
    await tab.context().close();
  });
});
