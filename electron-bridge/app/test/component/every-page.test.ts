/** What holds on every page, full and empty: axe finds nothing serious, and Spanish is Spanish. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page as Tab } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { executable, launch } from "../chromium.js";
import { MARK } from "./own-words.js";
import { isData, shown, STATES } from "../shots/states.js";

if (executable === undefined) console.warn("No Chromium here: the pages are not tested.");

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Finding {
  id: string;
  impact: string;
  nodes: { html: string }[];
}

/** What axe calls serious or critical, with the first parts that it names. */
async function findings(tab: Tab): Promise<string[]> {
  await tab.evaluate(AXE);
  const found = await tab.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: () => Promise<{ violations: unknown }> } };
    return (await axe.run()).violations;
  });
  return (found as Finding[])
    .filter(({ impact }) => ["serious", "critical"].includes(impact))
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
}

/** The sentences that are seen, and the names that a screen reader says. */
function sentences(tab: Tab): Promise<string[]> {
  return tab.evaluate(() => {
    const named = [...document.querySelectorAll("[aria-label], [placeholder]")].flatMap((each) => [
      each.getAttribute("aria-label") ?? "",
      each.getAttribute("placeholder") ?? "",
    ]);
    const lines = [...document.body.innerText.split("\n"), ...named].map((line) => line.trim());
    return [...new Set(lines)].filter((line) => /\p{L}{2,}\s+\p{L}{2,}/u.test(line));
  });
}

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

  const claim = "$name: axe finds nothing serious, light and dark; in Spanish there is no English";
  test.each(STATES)(claim, async (state) => {
    const light = await shown(browser, state, { theme: "light", language: "en" });
    const english = new Set(await sentences(light.tab));
    assert.notInclude([...english].join("\n"), "`");
    assert.deepEqual(await findings(light.tab), [], "light");
    assert.deepEqual(light.errors, []);
    await light.tab.context().close();
    const dark = await shown(browser, state, { theme: "dark", language: "es" });
    assert.deepEqual(await findings(dark.tab), [], "dark");
    const spanish = await sentences(dark.tab);
    assert.notInclude(spanish.join("\n"), MARK);
    for (const each of state.holds ?? []) assert.include(spanish.join("\n"), each);
    const same = spanish.filter((line) => english.has(line));
    assert.deepEqual(
      same.filter((line) => !isData(line, state)),
      [],
    );
    await dark.tab.context().close();
  });

  test("a page stands as before when all others have been shown: none dresses another one", async () => {
    const pages = ["#/recordings", "#/run", "#/detections", "#/models", "#/settings"];
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
