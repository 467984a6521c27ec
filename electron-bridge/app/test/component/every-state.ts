/**
 * What holds in every state of every page: axe finds nothing serious, Tab reaches each control, Spanish
 * is Spanish, and text at twice its size is whole. A state is opened twice, since that takes longest.
 */
import { mkdir } from "node:fs/promises";
import type { Browser, Page as Tab } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { executable, launch } from "../chromium.js";
import { isData, shown, type State, still } from "../shots/state.js";
import type { Opened } from "./scripted.js";
import { faults, unreached } from "./faults.js";
import { findings, sentences } from "./findings.js";
import { MARK } from "./own-words.js";
import { nameless, walk } from "./walks.js";

if (executable === undefined) console.warn("No Chromium here: the states are not tested.");

/** What Ctrl and + make of the window at 200 %: half as many points each way. */
const HALF = { width: 640, height: 400 };

/** Where pictures of large text go; none are made without it. */
const PICTURES = process.env.LINNET_PICTURES;

/** Try some states; two files have half of them each, so that two processes share what takes longest. */
export function tryStates(states: readonly State[]): void {
  describe.skipIf(executable === undefined)("every state", () => {
    let browser: Browser;

    beforeAll(async () => {
      browser = await launch();
    });

    afterAll(() => browser.close());

    /** One tab for all states: another one for each takes twice as long. */
    let tried: Opened | undefined;

    test.each(states)("$name", async (state) => {
      const light = await shown(browser, state, { theme: "light", language: "en" }, tried);
      tried = light;
      assert.notEqual(await light.tab.evaluate(() => document.activeElement?.tagName), "BODY");
      const english = new Set(await sentences(light.tab));
      assert.notInclude([...english].join("\n"), "`");
      assert.deepEqual(await findings(light.tab), [], "axe, light");
      await walked(light.tab);
      assert.deepEqual(light.errors, []);

      const dark = await shown(browser, state, { theme: "dark", language: "es" }, light);
      assert.deepEqual(await findings(dark.tab), [], "axe, dark");
      isSpanish(await sentences(dark.tab), english, state);
      await dark.tab.setViewportSize(HALF);
      // Another size asks for no more than other pictures.
      await still(dark.tab, 250);
      await pictured(dark.tab, state.name);
      assert.deepEqual(await dark.tab.evaluate(faults), [], "text at 200 %");
      assert.deepEqual(await unreached(dark.tab), [], "text at 200 %: out of reach");
    });
  });
}

/** Tab goes never to nowhere, with a ring that is seen; parts have names, and one region speaks. */
async function walked(tab: Tab): Promise<void> {
  const { stops, missed } = await walk(tab);
  // A question over the page may have no more than its two answers.
  const isAsked = (await tab.locator("[role=dialog], [role=alertdialog]").count()) > 0;
  assert.isAbove(stops.length, isAsked ? 1 : 3);
  const bad = stops.filter(({ faults: own }) => own.length > 0);
  assert.deepEqual(
    bad.map(({ text, faults: own }) => `${text} ${own.join(", ")}`),
    [],
  );
  assert.deepEqual(missed, [], "not reached by Tab");
  assert.deepEqual(await nameless(tab), [], "without a name");
  const speaks = '[role=status], [role=log], [aria-live="polite"]';
  assert.equal(await tab.locator(speaks).count(), 1);
}

function isSpanish(spanish: string[], english: ReadonlySet<string>, state: State): void {
  assert.notInclude(spanish.join("\n"), MARK);
  for (const each of state.holds ?? []) assert.include(spanish.join("\n"), each);
  const same = spanish.filter((line) => english.has(line) && !isData(line, state));
  assert.deepEqual(same, [], "English in Spanish");
}

async function pictured(tab: Tab, name: string): Promise<void> {
  if (PICTURES === undefined) return;
  await mkdir(PICTURES, { recursive: true });
  await tab.screenshot({ path: `${PICTURES}/${name}.png` });
}
