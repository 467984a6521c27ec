/** Similar sounds: each names its recording and time, and is seen, heard and judged by keys. */
import type { Browser } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { executable, launch } from "../chromium.js";
import { longMedia, MadeCatalog, ordered } from "./made-detections.js";
import { open, type Opened, until } from "./scripted.js";

if (executable === undefined) console.warn("No Chromium here: similar sounds are not tested.");

describe.skipIf(executable === undefined)("similar sounds", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch(["--autoplay-policy=no-user-gesture-required"]);
  });

  afterAll(() => browser.close());

  /** The best detection with its similar sounds, and the focus in the first of them. */
  async function shown(catalog: MadeCatalog): Promise<Opened> {
    const opened = await open(browser, {
      hash: "#/detections",
      media: longMedia,
      settings: { labeler: "Ana Quispe", language: "en" },
      script: catalog.script(),
    });
    const { tab } = opened;
    await tab.waitForFunction(
      () => document.activeElement?.hasAttribute("aria-activedescendant") === true,
    );
    await tab.keyboard.press("f");
    await tab.locator(".similar-window").first().waitFor();
    await tab.keyboard.press("f");
    await tab.waitForFunction(() => document.activeElement?.matches(".similar-window") === true);
    return opened;
  }

  /** The catalog's rows that the script answers as the nearest windows of its best detection. */
  function nearest({ rows }: MadeCatalog): (typeof rows)[number][] {
    const [best] = ordered(rows, ["-confidence"]);
    return rows.slice(rows.findIndex((row) => row === best) + 1);
  }

  const focused = ({ tab }: Opened): Promise<string> =>
    tab.evaluate(() => (document.activeElement as HTMLElement | null)?.innerText ?? "");

  test("name their recording, time, species, score and similarity", async () => {
    const catalog = new MadeCatalog(500);
    const opened = await shown(catalog);
    const { tab, errors } = opened;
    const [first, , third] = nearest(catalog);
    const items = tab.locator(".similar-window");
    assert.equal(await items.count(), 24);
    const texts = await items.nth(0).innerText();
    const name = String(first?.path).split("/").at(-1) ?? "";
    assert.include(texts, name);
    assert.include(texts, String(first?.heardAt).slice(11));
    assert.include(texts, String(first?.common));
    assert.include(texts, Number(first?.confidence).toFixed(2));
    assert.include(texts, "0.99");
    assert.equal(await items.nth(0).locator("[title]").first().getAttribute("title"), first?.path);
    assert.include(await focused(opened), name);
    await items.nth(0).getByText("Not checked").first().waitFor();
    assert.include(await items.nth(2).innerText(), "No detection to judge");
    assert.include(await items.nth(2).innerText(), String(third?.heardAt).slice(11));
    assert.equal(await items.locator("canvas, .no-picture").count(), 24);
    // Names of usual recorders are seen in whole in a window of 1280 points.
    const cut = await items.evaluateAll(
      (all) =>
        all.flatMap((each) =>
          [...each.querySelectorAll(".two-lines > *")].filter(
            (line) => line.scrollWidth > line.clientWidth,
          ),
        ).length,
    );
    assert.equal(cut, 0);
    assert.deepEqual(errors, []);
    await tab.context().close();
  });

  test("are shown by the arrows, and heard and stopped by Enter", async () => {
    const catalog = new MadeCatalog(500);
    const opened = await shown(catalog);
    const { tab } = opened;
    const [, second] = nearest(catalog);
    const [best] = ordered(catalog.rows, ["-confidence"]);
    await tab.keyboard.press("ArrowDown");
    const at = String(second?.heardAt).slice(11);
    await tab.getByRole("group", { name: at }).waitFor();
    const line = tab.locator(".drawer-line");
    assert.include(await line.innerText(), String(second?.path).split("/").at(-1) ?? "");
    await tab.keyboard.press("Enter");
    await line.getByRole("button", { name: "Stop" }).waitFor();
    await tab.locator(".similar-window [aria-label=playing]").waitFor();
    await tab.keyboard.press("Enter");
    await line.getByRole("button", { name: "Play 10 s" }).waitFor();
    assert.equal(await tab.locator(".similar-window [aria-label=playing]").count(), 0);
    // By the pointer too.
    await tab.locator(".similar-window").nth(3).click();
    await line.getByRole("button", { name: "Stop" }).waitFor();
    // Back in the table, the details are those of its row again.
    await tab.keyboard.press("f");
    await tab.waitForFunction(() => document.activeElement?.matches(".table") === true);
    await tab.getByRole("group", { name: String(best?.heardAt).slice(11) }).waitFor();
    await tab.context().close();
  });

  test("are judged by the keys of a verdict, which leave the row of the table alone", async () => {
    const catalog = new MadeCatalog(500);
    const opened = await shown(catalog);
    const { tab, calls } = opened;
    const ids = nearest(catalog).map(({ detectionId }) => detectionId);
    const [best] = ordered(catalog.rows, ["-confidence"]);
    const row = (id: number | undefined) =>
      catalog.rows.find(({ detectionId }) => detectionId === id);
    const verdicts = tab.locator(".similar-window");
    await tab.locator(".similar-window .verdict").first().waitFor();
    await tab.keyboard.press("x");
    await verdicts.nth(0).locator(".verdict.right").waitFor();
    await tab.waitForFunction(
      () => document.activeElement?.previousElementSibling?.matches(".similar-window") === true,
    );
    await tab.keyboard.press("c");
    await verdicts.nth(1).locator(".verdict.wrong").waitFor();
    await until(() => row(ids[1])?.verified === "NO");
    assert.deepInclude(row(ids[0]), { verified: "YES", verdictBy: "Ana Quispe" });
    assert.equal(row(best?.detectionId)?.verified, "UNVERIFIED");

    // A window without a detection says so, and keeps the focus.
    await tab.waitForFunction(() =>
      document.activeElement?.textContent.includes("No detection to judge"),
    );
    const before = calls.filter(({ method }) => method === "annotate").length;
    await tab.keyboard.press("x");
    await tab
      .getByRole("status")
      .getByText("This window has no detection to judge.")
      .first()
      .waitFor();
    assert.equal(calls.filter(({ method }) => method === "annotate").length, before);
    assert.include(await focused(opened), "No detection to judge");

    await tab.keyboard.press("Control+z");
    await verdicts.nth(1).locator(".verdict.none").waitFor();
    await until(() => row(ids[1])?.verified === "UNVERIFIED");

    // A note, too, is about what has the focus.
    await tab.keyboard.press("ArrowUp");
    await tab.keyboard.press("n");
    await tab.getByRole("textbox", { name: "Note" }).fill("two birds");
    await tab.keyboard.press("Enter");
    await until(() => row(ids[1])?.comment === "two birds");
    await tab.waitForFunction(() => document.activeElement?.matches(".similar-window") === true);

    // And in the table the keys mean its row.
    await tab.keyboard.press("f");
    await tab.waitForFunction(() => document.activeElement?.matches(".table") === true);
    await tab.keyboard.press("x");
    await until(() => row(best?.detectionId)?.verified === "YES");
    await tab.context().close();
  });

  test("say that a recording is not found, and play nothing of it", async () => {
    const catalog = new MadeCatalog(500);
    for (const each of nearest(catalog)) each.missingSince = "2026-03-20T00:00:00Z";
    const opened = await shown(catalog);
    const { tab, errors } = opened;
    await tab.locator(".similar-window").first().getByText("not found").first().waitFor();
    assert.include(await focused(opened), "not found");
    await tab.keyboard.press("Enter");
    assert.equal(await tab.locator(".similar-window [aria-label=playing]").count(), 0);
    assert.isTrue(await tab.locator(".drawer-line button").isDisabled());
    assert.deepEqual(errors, []);
    await tab.context().close();
  });
});
