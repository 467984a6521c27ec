/** No page dresses another one: each stands as before when all others have been shown. */
import type { Browser, Page as Tab } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { executable, launch } from "../chromium.js";
import { BUILT } from "../../renderer/routes.js";
import { shown } from "../shots/state.js";

if (executable === undefined) console.warn("No Chromium here: the pages are not tested.");

/** Where the parts of the page stand. */
function places(tab: Tab): Promise<string[]> {
  return tab.evaluate(() =>
    [...document.querySelectorAll("main *:not(svg *)")].map((each) => {
      const { x, y, width, height } = each.getBoundingClientRect();
      const place = [x, y, width, height].map(Math.round).join(" ");
      return `${each.tagName} ${each.getAttribute("class") ?? ""} ${place}`;
    }),
  );
}

describe.skipIf(executable === undefined)("every page", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  test("stands as before when all others have been shown", async () => {
    const pages = BUILT.map((page) => `#/${page}`);
    const before = new Map<string, string[]>();
    for (const hash of pages) {
      const { tab } = await shown(browser, { name: hash, hash });
      before.set(hash, await places(tab));
      await tab.context().close();
    }
    const { tab } = await shown(browser, { name: "all", hash: "#/run" });
    for (const hash of [...pages, ...pages]) {
      await tab.evaluate((next) => {
        location.hash = next;
      }, hash);
      const expected = before.get(hash);
      let now: string[] = [];
      for (let times = 0; times < 50; times++) {
        now = await places(tab);
        if (JSON.stringify(now) === JSON.stringify(expected)) break;
        await tab.waitForTimeout(100);
      }
      assert.deepEqual(now, expected, hash);
    }
    await tab.context().close();
  });
});
