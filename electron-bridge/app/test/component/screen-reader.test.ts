/** What a screen reader hears of a page: news in one region, tenths of a run, places in the table. */
import type { Browser, Page as Tab } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { executable, launch } from "../chromium.js";
import { MadeCatalog, madeMedia } from "./made-detections.js";
import { engine, job, jobs, PROGRESS } from "./run-script.js";
import { open, until } from "./scripted.js";

if (executable === undefined) console.warn("No Chromium here: nothing is heard.");

/** All that the one region says from now on. */
async function listen(tab: Tab): Promise<string[]> {
  const heard: string[] = [];
  await tab.exposeFunction("heard", (text: string) => heard.push(text.trim()));
  await tab.evaluate(() => {
    const region = document.querySelector("[role=status]");
    if (region === null) throw new Error("Nothing speaks here.");
    new MutationObserver(() => {
      (window as unknown as { heard: (text: string) => void }).heard(region.textContent);
    }).observe(region, { childList: true, characterData: true, subtree: true });
  });
  return heard;
}

describe.skipIf(executable === undefined)("a screen reader", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  test("hears each tenth of a run, and nothing between", async () => {
    const { tab, emit } = await open(browser, { script: engine() });
    await tab.getByRole("button", { name: /^Start/ }).waitFor();
    const heard = await listen(tab);
    const at = async (done: number): Promise<void> => {
      await emit("jobs", jobs({ running: [job({ progress: { ...PROGRESS, done, total: 100 } })] }));
    };
    const tenths = (): string[] => heard.filter((text) => text.startsWith("The run is at"));
    for (let done = 20; done <= 29; done++) await at(done);
    await until(() => tenths().length > 0);
    for (let done = 30; done <= 39; done++) await at(done);
    await until(() => tenths().length > 1);
    assert.deepEqual(tenths(), ["The run is at 20%", "The run is at 30%"]);
  });

  test("hears of a dialog's refusal too, since the region is not hidden with the page", async () => {
    const { tab } = await open(browser, { hash: "#/settings?section=keys" });
    await tab.getByRole("button", { name: "Change the key of “Choose a job”" }).click();
    await tab.getByRole("dialog").getByRole("textbox").waitFor();
    const heard = await listen(tab);
    await tab.keyboard.press("Control+w");
    await until(() => heard.some((text) => text.includes("Ctrl+W is a key of the system")));
    assert.equal(
      await tab.locator("[aria-hidden=true] [role=status], [inert] [role=status]").count(),
      0,
    );
    assert.equal(await tab.getByRole("status").count(), 1);
  });

  test("is told how many rows a table has, and the place of each, where they are known", async () => {
    const catalog = new MadeCatalog();
    const { tab, emit } = await open(browser, {
      hash: "#/detections",
      media: madeMedia,
      script: catalog.script(),
    });
    const grid = tab.getByRole("grid", { name: "Detections" });
    const place = (): Promise<string | null> =>
      tab.evaluate(() => {
        const id = document.querySelector("[role=grid]")?.getAttribute("aria-activedescendant");
        return document.getElementById(id ?? "")?.getAttribute("aria-rowindex") ?? null;
      });
    const reach = async (wanted: string): Promise<void> => {
      while ((await place()) !== wanted) await tab.waitForTimeout(20);
    };
    await tab.locator("[role=grid]:focus").waitFor();
    // The head is a row as well.
    assert.equal(await grid.getAttribute("aria-rowcount"), "10001");
    assert.equal(await tab.getByRole("row").first().getAttribute("aria-rowindex"), "1");
    await reach("2");
    await tab.keyboard.press("ArrowDown");
    await reach("3");
    await tab.locator(".rail").waitFor();
    await tab.keyboard.press("End");
    await reach("10001");
    catalog.add(1_204);
    await emit("catalog", { revision: 2, touched: ["detections", "counts"] });
    await tab.getByText("1,204 new detections").first().waitFor();
    await tab.keyboard.press("F5");
    // More than the engine counts: how many is not known.
    await tab.locator('[role=grid][aria-rowcount="-1"]').waitFor();
  });
});
