/** What is played can be seen, heard of and stopped, whoever began it. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, test } from "vitest";
import { executable, launch } from "../chromium.js";
import { longMedia, MadeCatalog } from "./made-detections.js";
import { open } from "./scripted.js";

if (executable === undefined) console.warn("No Chromium here: playing is not tested.");

describe.skipIf(executable === undefined)("a sound that is played", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch(["--autoplay-policy=no-user-gesture-required"]);
  });

  afterAll(() => browser.close());

  test("is stopped by the key, the button and the badge, whichever began it", async () => {
    const { tab } = await open(browser, {
      hash: "#/detections",
      media: longMedia,
      settings: { labeler: "Ana Quispe", language: "en" },
      script: new MadeCatalog(50).script(),
    });
    await tab.waitForFunction(
      () => document.activeElement?.hasAttribute("aria-activedescendant") === true,
    );
    await tab.keyboard.press("Enter");
    const drawer = tab.getByRole("complementary");
    const play = drawer.getByRole("button", { name: "Play 10 s" });
    const stop = drawer.getByRole("button", { name: "Stop" });
    const badge = tab.locator(".row.chosen").getByRole("button", { name: "Stop" });
    const said = tab.getByRole("status");
    await play.waitFor();

    await tab.keyboard.press("Space");
    await stop.waitFor();
    await badge.waitFor();
    await said.getByText("Playing.").first().waitFor();
    await tab.keyboard.press("Space");
    await play.waitFor();
    await badge.waitFor({ state: "detached" });
    await said.getByText("Stopped.").first().waitFor();

    // The row's own sound, stopped by the button of the seconds around it.
    await tab.keyboard.press("Space");
    await stop.click();
    await play.waitFor();
    await badge.waitFor({ state: "detached" });

    // The seconds around it, stopped by the key of the row.
    await play.click();
    await stop.waitFor();
    await badge.waitFor();
    await tab.getByRole("grid").focus();
    await tab.keyboard.press("Space");
    await play.waitFor();

    await tab.keyboard.press("Space");
    await badge.click();
    await play.waitFor();
    await tab.waitForFunction(() => document.activeElement?.matches(".table") === true);
    await tab.context().close();
  });

  test("that cannot be had is told of by each way to play it, with the details open or not", async () => {
    const { tab } = await open(browser, {
      hash: "#/detections",
      media: (address) => (address.includes("clip/") ? undefined : longMedia(address)),
      script: new MadeCatalog(50).script(),
    });
    await tab.waitForFunction(
      () => document.activeElement?.hasAttribute("aria-activedescendant") === true,
    );
    const told = tab.locator(".toast").filter({ hasText: "gone" });
    await tab.keyboard.press("Space");
    await told.first().waitFor();
    await told.first().getByRole("button").last().click();
    await told.first().waitFor({ state: "detached" });
    await tab.getByRole("grid").focus();
    await tab.keyboard.press("Enter");
    await tab.getByRole("button", { name: "Play 10 s" }).click();
    await told.first().waitFor();
    await tab.context().close();
  });
});
