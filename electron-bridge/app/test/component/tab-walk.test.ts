/**
 * Tab goes through every page: never to nowhere, with a ring that is seen, and to each control.
 * What is there has a name, and one region alone speaks.
 */
import type { Browser } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { executable, launch } from "../chromium.js";
import { shown, STATES } from "../shots/states.js";
import { nameless, walk } from "./walks.js";

if (executable === undefined) console.warn("No Chromium here: the way of Tab is not tested.");

describe.skipIf(executable === undefined)("the way of Tab", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  test.each(STATES)(
    "through $name reaches every control, each with a ring and a name",
    async (state) => {
      const { tab } = await shown(browser, state);
      assert.notEqual(await tab.evaluate(() => document.activeElement?.tagName), "BODY");
      const { stops, missed } = await walk(tab);
      // A question over the page may have no more than its two answers.
      const isAsked = (await tab.locator("[role=dialog], [role=alertdialog]").count()) > 0;
      assert.isAbove(stops.length, isAsked ? 1 : 3);
      const bad = stops.filter(({ faults }) => faults.length > 0);
      assert.deepEqual(
        bad.map(({ text, faults }) => `${text} ${faults.join(", ")}`),
        [],
      );
      assert.deepEqual(missed, []);
      assert.deepEqual(await nameless(tab), []);
      assert.equal(await tab.locator('[role=status], [role=log], [aria-live="polite"]').count(), 1);
      await tab.context().close();
    },
  );
});
