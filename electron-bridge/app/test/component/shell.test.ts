import type { Browser } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { executable, launch } from "../chromium.js";
import { open } from "./scripted.js";

if (executable === undefined) console.warn("No Chromium here: the page is not tested.");

describe.skipIf(executable === undefined)("the shell", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  test("shows its pages by name, and goes to them by keys", async () => {
    const { tab, errors } = await open(browser);
    assert.deepEqual(await tab.getByRole("navigation").getByRole("link").allTextContents(), [
      ...["Recordings", "Run", "Detections", "Species", "Activity", "Models", "Export", "Settings"],
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
    await dialog.getByText("Go to Detections").waitFor();
    await tab.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  });

  test("keeps each change of the look, and wears it at once", async () => {
    const { tab, settings } = await open(browser);
    await tab.keyboard.press("Control+b");
    await tab.waitForFunction(() => document.querySelector(".side-bar.wide") === null);
    assert.isFalse(settings.barWide);
  });

  test("speaks Spanish", async () => {
    const { tab } = await open(browser, { settings: { language: "es" } });
    await tab.getByRole("link", { name: "Detecciones" }).waitFor();
    assert.equal(await tab.evaluate(() => document.documentElement.lang), "es");
  });
});
