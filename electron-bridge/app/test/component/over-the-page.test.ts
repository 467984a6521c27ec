/** What lies over the page: news covers no button of a dialog, and rings of the focus are whole. */
import type { Browser, Page as Tab } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { executable, launch } from "../chromium.js";
import { MadeCatalog, madeMedia } from "./made-detections.js";
import { open } from "./scripted.js";

if (executable === undefined) console.warn("No Chromium here: dialogs are not tested.");

/** 1280 x 800, as it is and with text at 200 %. */
const SIZES = [
  { width: 1280, height: 800 },
  { width: 640, height: 400 },
];

describe.skipIf(executable === undefined)("over the page", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  async function table(size = SIZES[0]): Promise<Tab> {
    const { tab } = await open(browser, {
      hash: "#/detections",
      media: madeMedia,
      settings: { labeler: "Ana Quispe", language: "en" },
      script: new MadeCatalog(50).script(),
      ...(size && { size }),
    });
    await tab.waitForFunction(
      () => document.activeElement?.hasAttribute("aria-activedescendant") === true,
    );
    return tab;
  }

  test.for(SIZES)("news lies under a dialog's buttons at $width x $height", async (size) => {
    const tab = await table(size);
    for (let step = 0; step < 3; step++) await tab.keyboard.press("Control+z");
    await tab.locator(".toast").nth(2).waitFor();
    await tab.keyboard.press("Shift+?");
    const dialog = tab.getByRole("dialog", { name: "Keys" });
    await dialog.waitFor();
    const covered = await dialog.getByRole("button").evaluateAll((buttons) =>
      buttons
        .filter((each) => {
          const { left, top, width, height } = each.getBoundingClientRect();
          return [0.1, 0.5, 0.9].some((share) => {
            const hit = document.elementFromPoint(left + width * share, top + height / 2);
            return hit === null || !each.contains(hit);
          });
        })
        .map((each) => each.textContent),
    );
    assert.deepEqual(covered, []);
    assert.equal(await tab.locator(".toast").count(), 3);
    await tab.context().close();
  });

  test("news waits until the dialog over it is closed", async () => {
    const tab = await table();
    await tab.clock.install();
    await tab.keyboard.press("Control+z");
    const news = tab.locator(".toast");
    await news.waitFor();
    await tab.keyboard.press("Shift+?");
    const dialog = tab.getByRole("dialog", { name: "Keys" });
    await dialog.waitFor();
    await tab.clock.runFor(60_000);
    assert.equal(await news.count(), 1);
    // By the key: under a pointer, news waits too.
    await tab.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await tab.clock.runFor(10_000);
    await news.waitFor({ state: "detached" });
    await tab.context().close();
  });

  test("the ring of the focus is whole in the dialog of a note", async () => {
    const tab = await table();
    await tab.keyboard.press("n");
    const field = tab.getByRole("textbox", { name: "Note" });
    await field.waitFor();
    await tab.waitForFunction(() => document.activeElement?.matches("input:focus-visible"));
    const cut = await field.evaluate((each) => {
      const { outlineOffset, outlineWidth } = getComputedStyle(each);
      const ring = parseFloat(outlineOffset) + parseFloat(outlineWidth);
      const own = each.getBoundingClientRect();
      const around: string[] = [];
      for (let part = each.parentElement; part !== null; part = part.parentElement) {
        if (getComputedStyle(part).overflowX === "visible") continue;
        const box = part.getBoundingClientRect();
        const whole =
          box.left <= own.left - ring &&
          box.right >= own.right + ring &&
          box.top <= own.top - ring &&
          box.bottom >= own.bottom + ring;
        if (!whole) around.push(part.className);
      }
      return { ring, around };
    });
    assert.equal(cut.ring, 4);
    assert.deepEqual(cut.around, []);
    await tab.context().close();
  });
});
