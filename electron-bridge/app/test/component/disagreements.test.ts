/** Disagreements of people are heard, compared and settled by keys; how far they agree stands beside. */
import type { Methods } from "@linnet/electron-bridge/generated/contract.js";
import type { Browser } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { executable, launch } from "../chromium.js";
import { madeMedia } from "./made-detections.js";
import { MadeDisputes, MOTTLED } from "./made-disputes.js";
import { OWL } from "./made-samples.js";
import { open, type Opened, Refusal, type Script, until } from "./scripted.js";
import { onClip, onTiles } from "./tile-steps.js";

if (executable === undefined) console.warn("No Chromium here: disagreements are not tested.");

describe.skipIf(executable === undefined)("disagreements", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch(["--autoplay-policy=no-user-gesture-required"]);
  });

  afterAll(() => browser.close());

  const shown = (made: MadeDisputes, hash: string, script?: Script): Promise<Opened> =>
    open(browser, {
      hash,
      media: madeMedia,
      settings: { labeler: "Rosa Huamán", language: "en", autoplay: false },
      script: made.script(script),
    });

  async function clips(made: MadeDisputes, more = "", script?: Script): Promise<Opened> {
    const opened = await shown(made, `#/verify?disagreements=clips${more}`, script);
    await onTiles(opened.tab);
    return opened;
  }

  const verdicts = (made: MadeDisputes): (string | null)[] =>
    made.disputes.map(({ settledAs }) => settledAs);

  test("a key opens them from the list, which tells how many are open", async () => {
    const made = new MadeDisputes().disagree(6).settled(2);
    const { tab, errors } = await shown(made, "#/verify");
    await tab.getByRole("button", { name: "4 open disagreements" }).waitFor();
    await tab.keyboard.press("h");
    await tab.locator(".tiles:focus").waitFor();
    assert.equal(await tab.locator(".tile").count(), 4);
    await tab.keyboard.press("k");
    await tab.getByRole("heading", { level: 1, name: "How far people agree" }).waitFor();
    await tab.keyboard.press("q");
    await tab.getByRole("button", { name: "4 open disagreements" }).waitFor();
    assert.deepEqual(errors, []);
    await tab.context().close();
  });

  test("each key settles one and goes on; steps are taken back and done again", async () => {
    const made = new MadeDisputes().disagree(3).disagree(1, MOTTLED);
    const { tab, calls, errors } = await clips(made);
    const said = tab.getByRole("complementary", { name: "What people said" });
    const words = said.locator("li");
    // In the order in which they spoke.
    assert.match((await words.nth(0).textContent()) ?? "", /Right.*Ana Quispe/);
    assert.match((await words.nth(1).textContent()) ?? "", /Wrong.*Luis Mamani.*a frog/);
    for (const key of ["x", "c", "v"]) await tab.keyboard.press(key);
    await onClip(tab, 4);
    await until(() => verdicts(made).join() === "YES,NO,UNSURE,");
    const { regionId } = made.disputes[0]!;
    assert.deepEqual(calls.find(({ method }) => method === "annotate")?.params, {
      annotations: [{ regionId, species: OWL, verified: "YES", settles: true }],
      labeler: { name: "Rosa Huamán" },
    } satisfies Methods["annotate"]["params"]);
    await tab.getByText("1 disagreement is open.").first().waitFor();
    await tab.keyboard.press("Control+z");
    await onClip(tab, 3);
    await until(() => verdicts(made)[2] === null);
    await said.getByText("Not yet. Your verdict settles it").waitFor();
    await tab.keyboard.press("Control+y");
    await until(() => verdicts(made)[2] === "UNSURE");
    await said.getByText("Rosa Huamán").waitFor();
    // What is settled stays where it is until another filter is chosen.
    assert.equal(await tab.locator(".tile").count(), 4);
    assert.deepEqual(errors, []);
    await tab.context().close();
  });

  test("a verdict that was not stored is shown as open again, and the reason is told", async () => {
    const made = new MadeDisputes().disagree(2);
    const refused = new Refusal("StorageFull", "The disk is full.");
    const { tab } = await clips(made, "", {
      annotate: () => {
        throw refused;
      },
    });
    await tab.keyboard.press("x");
    await tab.locator(".failure").waitFor();
    await tab.getByText("2 disagreements are open.").first().waitFor();
    assert.equal(await tab.locator(".tile.judged").count(), 0);
    await tab.context().close();
  });

  test("a note waits for the verdict, and what cannot be done here is said", async () => {
    const made = new MadeDisputes().disagree(2);
    const { tab, calls } = await clips(made);
    await tab.keyboard.press("n");
    await tab.getByText("Settle it first").first().waitFor();
    await tab.keyboard.press("z");
    await tab.getByText("Take the step back, or settle it").first().waitFor();
    await tab.keyboard.press("x");
    await onClip(tab, 2);
    await tab.keyboard.press("ArrowLeft");
    await tab.keyboard.press("n");
    await tab.getByRole("dialog").getByRole("textbox").fill("far away");
    await tab.keyboard.press("Enter");
    await until(() => made.disputes[0]?.settledComment === "far away");
    const last = calls.findLast(({ method }) => method === "annotate")?.params;
    assert.deepEqual((last as Methods["annotate"]["params"]).annotations, [
      {
        ...{ regionId: made.disputes[0]!.regionId, species: OWL, verified: "YES" },
        ...{ comment: "far away", settles: true },
      },
    ]);
    await tab.context().close();
  });

  test("filters choose open, settled or all, and one species; the address keeps them", async () => {
    const made = new MadeDisputes().disagree(3).disagree(2, MOTTLED).settled(2);
    const { tab } = await clips(made);
    const tiles = (number: number): Promise<void> =>
      tab
        .waitForFunction((wanted) => document.querySelectorAll(".tile").length === wanted, number)
        .then();
    await tiles(3);
    await tab.getByRole("button", { name: "Shown" }).click();
    await tab.getByRole("option", { name: "open and settled" }).click();
    await tiles(5);
    await tab.getByRole("button", { name: /Species$/ }).click();
    await tab.getByRole("option", { name: "Mottled Owl" }).click();
    await tiles(2);
    await tab.reload();
    await tab.locator(".tiles:focus").waitFor();
    await tiles(2);
    assert.match(await tab.evaluate(() => location.hash), /shown=all.*species=Strix/);
    await tab.context().close();
  });

  test("each two people have their numbers with limits, or the reason for none", async () => {
    const { tab, errors } = await shown(new MadeDisputes(), "#/verify?disagreements=people");
    const row = (name: RegExp): Promise<string | null> =>
      tab.getByRole("row", { name }).textContent();
    const all = (await row(/Luis Mamani all species/)) ?? "";
    assert.match(all, /118.*92.4%.*0.84 \(0.73 to 0.92\).*0.78 \(/);
    assert.match(
      (await row(/Luis Mamani Mottled|Luis Mamani.*Strix/)) ?? "",
      /22.*Agreement needs 30/,
    );
    const rosa = (await row(/Rosa Huamán/)) ?? "";
    assert.match(rosa, /Unsure is an answer too.*0.31A person gave one answer to few clips/);
    assert.deepEqual(errors, []);
    await tab.context().close();
  });
});
