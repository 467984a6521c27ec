import type { Browser } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { executable, launch } from "../chromium.js";
import { open, type Script } from "./scripted.js";

if (executable === undefined) console.warn("No Chromium here: the page is not tested.");

const NONE: Script = {
  "names/search": () => ({ names: [], total: 0, notes: [] }),
};

describe.skipIf(executable === undefined)("the shell", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  test("shows its pages by name, and goes to them by keys", async () => {
    const { tab, errors } = await open(browser);
    assert.deepEqual(await tab.getByRole("navigation").getByRole("link").allTextContents(), [
      ...["Recordings", "Run", "Detections", "Species", "Activity", "Label", "Verify", "Learn"],
      ...["Models", "Export", "Settings"],
    ]);
    await tab.keyboard.press("Alt+3");
    assert.equal(await tab.evaluate(() => location.hash), "#/detections");
    await tab.keyboard.press("Alt+ArrowLeft");
    await tab.waitForFunction(() => location.hash === "#/run");
    assert.deepEqual(errors, []);
  });

  test("shows the keys that count, and Esc gives the page back", async () => {
    const { tab } = await open(browser);
    await tab.keyboard.press("Shift+?");
    const dialog = tab.getByRole("dialog", { name: "Keys" });
    await dialog.getByText("Go to Detections").first().waitFor();
    await tab.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  });

  test("keeps each change of the look, and wears it at once", async () => {
    const { tab, settings } = await open(browser);
    await tab.keyboard.press("Control+b");
    await tab.waitForFunction(() => document.querySelector(".side-bar.wide") === null);
    assert.isFalse(settings.barWide);
  });

  test.each(["light", "dark"] as const)(
    "in forced colours, strong buttons are read and what is chosen is seen: %s",
    async (theme) => {
      const { tab } = await open(browser, { hash: "#/species", settings: { theme }, script: NONE });
      await tab.emulateMedia({ forcedColors: "active" });
      const button = tab.getByRole("button", { name: "Set up a run" });
      await button.waitFor();
      const look = (selector: string): Promise<Record<string, string>> =>
        tab
          .locator(selector)
          .first()
          .evaluate((part) => {
            const { color, backgroundColor, forcedColorAdjust } = getComputedStyle(part);
            return { color, ground: backgroundColor, adjust: forcedColorAdjust };
          });
      const [strong, chosen, other] = [
        await look(".button.primary"),
        await look('.side-link[aria-current="page"]'),
        await look(".side-link:not([aria-current])"),
      ];
      for (const each of [strong, chosen]) {
        assert.notEqual(each.color, each.ground);
        // Otherwise the browser lays a plate in the colour of the page under the text.
        assert.equal(each.adjust, "none");
      }
      assert.notEqual(chosen.ground, other.ground);
    },
  );

  test("speaks Spanish", async () => {
    const { tab } = await open(browser, { settings: { language: "es" } });
    await tab.getByRole("link", { name: "Detecciones" }).waitFor();
    assert.equal(await tab.evaluate(() => document.documentElement.lang), "es");
  });
});
