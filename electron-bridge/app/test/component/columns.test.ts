/** The columns of the table: each has room for its texts, and can be hidden. */
import type { Browser, Page as Tab } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { executable, launch } from "../chromium.js";
import { MadeCatalog, madeMedia, ordered, SPECIES } from "./made-detections.js";
import { open } from "./scripted.js";

if (executable === undefined) console.warn("No Chromium here: columns are not tested.");

/** Texts of rows and heads that are cut where they stand. */
function cut(tab: Tab): Promise<string[]> {
  return tab
    .locator(".table .cell:not(.picture), .table .cell:not(.picture) *")
    .evaluateAll((all) =>
      all
        .filter((each) => each.closest(".unseen") === null)
        .filter((each) => getComputedStyle(each).overflowX === "hidden")
        .filter((each) => each.scrollWidth > each.clientWidth)
        .map((each) => each.textContent),
    );
}

describe.skipIf(executable === undefined)("the columns of the table", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  test.for(["clock", "start", "utc"] as const)(
    "have room for every species, time (%s) and usual file name at 1280 points",
    async (times) => {
      for (const language of ["en", "es"] as const) {
        const catalog = new MadeCatalog(200);
        for (const [at, row] of catalog.rows.entries()) {
          const [species, common] = SPECIES[at % SPECIES.length] ?? [];
          Object.assign(row, { species, common, path: "/media/ana/CARD7/20260312_050000.WAV" });
        }
        const { tab } = await open(browser, {
          hash: "#/detections",
          media: madeMedia,
          settings: { language, speciesLanguage: "en", times },
          script: catalog.script(),
        });
        await tab.locator(".table .row").nth(8).waitFor();
        assert.deepEqual(await cut(tab), [], language);
        // Beside the table's own scroll bar, which this Chromium does not draw.
        const left = await tab.locator(".table").evaluate((each) => {
          const { minWidth } = getComputedStyle(each.querySelector(".table-body") ?? each);
          return each.clientWidth - parseFloat(minWidth);
        });
        assert.isAtLeast(left, 15);
        await tab.context().close();
      }
    },
  );

  test("name each recording's file, its folder, and by its title the whole path", async () => {
    const catalog = new MadeCatalog(200);
    const [best] = ordered(catalog.rows, ["-confidence"]);
    const { tab, calls } = await open(browser, {
      hash: "#/detections",
      media: madeMedia,
      settings: { language: "en" },
      script: catalog.script(),
    });
    const head = tab.getByRole("columnheader", { name: "Recording" });
    await head.waitFor();
    const cell = tab.locator(".row.chosen .cell.path");
    const [, , , folder = "", name = ""] = String(best?.path).split("/");
    assert.deepEqual((await cell.innerText()).split("\n"), [name, folder]);
    assert.equal(await cell.locator("[title]").getAttribute("title"), best?.path);

    await tab.getByRole("button", { name: "Columns" }).click();
    await tab.getByRole("dialog", { name: "Columns" }).getByText("Recording").click();
    await head.waitFor({ state: "detached" });
    const kept = calls.filter(({ method }) => method === "memos/set").at(-1);
    assert.notInclude(JSON.stringify(kept), '"path"');
    await tab.context().close();
  });
});
