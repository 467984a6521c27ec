/** E3: while a run writes, the table misses no row and shows none twice, as another program reads it. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Page as Tab } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { PATIENCE_MS, start, type Running } from "./harness.js";
import { cardIn, detections, homeIn, linnet, missing, reached, rowsOf } from "./scene.js";
import { scratchFolder, warn } from "./scene.js";

warn("ids of a table");

/** So low that a card gives more rows than the table keeps loaded, which are 8,000. */
const LOW = 0.003;
const COPIES = 5;

describe.skipIf(missing !== undefined)("a table during a run", { timeout: 3 * PATIENCE_MS }, () => {
  let folder: string;
  let home: string;
  let catalog: string;
  let running: Running;

  beforeAll(async () => {
    folder = await scratchFolder("ids");
    home = await homeIn(folder);
    catalog = join(home, "catalog.sqlite");
    await linnet(home, "analyze", await cardIn(folder, COPIES), "--min-confidence", String(LOW));
    const card = await cardIn(folder, 60, "CARD8");
    running = await start({ home, settings: { begun: true }, grants: [card] });
    const params = { inputs: [card], minConfidence: LOW, overlap: 2, threads: 1 };
    await running.app.jobs.start({ kind: "run", method: "infer", params });
    await reached(running, 1);
  }, PATIENCE_MS);

  afterAll(async () => {
    await running.close();
    await rm(folder, { recursive: true, force: true });
  });

  test("scrolled, ordered and jumped in, it has each row once and in its place", async () => {
    const tab = running.tab();
    await detections(tab);
    await tab.keyboard.press("F5");
    await tab.locator(".rail").waitFor();
    const down = await scrolled(tab, 1);
    // The table stands still at the newest row that was there when it was asked.
    const newest = Math.max(...down);
    const truth = await idsBy(catalog, "-confidence", newest);
    assert.isAbove(truth.length, 8_000);
    assert.deepEqual(down, truth);
    assert.deepEqual(await scrolled(tab, -1), truth);

    await tab.getByRole("columnheader", { name: "Species" }).getByRole("button").click();
    const bySpecies = await idsBy(catalog, "species", newest);
    await chosenIs(tab, bySpecies[0]);
    // Until the rows are counted, none is gone to by its number.
    await tab.locator(".rail").waitFor();
    const middle = Math.round((bySpecies.length - 1) / 2);
    const places = { "50 %": middle, "row 4711": 4710, End: bySpecies.length - 1, Home: 0 };
    for (const [to, row] of Object.entries(places)) {
      if (to === "End" || to === "Home") await tab.keyboard.press(to);
      else {
        await tab.keyboard.press("Control+g");
        await tab.keyboard.type(to);
        await tab.keyboard.press("Enter");
      }
      await chosenIs(tab, bySpecies[row]);
      for (const each of await shown(tab)) assert.equal(each.id, bySpecies[each.row]);
    }
    const [job] = running.app.jobs.list().running;
    assert.equal(job?.state, "running");
    // The run has written meanwhile.
    await tab
      .locator("main")
      .getByText(/new detections/)
      .first()
      .waitFor();
  });
});

/** The ids of all detections up to one, in an order, as another program reads them. */
async function idsBy(catalog: string, order: string, newest: number): Promise<number[]> {
  const asked = [`--order-by=${order}`, "--where", `detectionId<=${String(newest)}`];
  const rows = await rowsOf(catalog, "detections", ...asked);
  return rows.map(({ detectionId }) => Number(detectionId));
}

async function chosenIs(tab: Tab, id = NaN): Promise<void> {
  await tab.locator(`#detection-${String(id)}.chosen`).waitFor();
}

/** The rows that are drawn, with their numbers from 0. */
function shown(tab: Tab): Promise<{ row: number; id: number }[]> {
  return tab.locator(".table .row").evaluateAll((rows) =>
    rows.map((each) => ({
      row: Number(each.getAttribute("aria-rowindex")) - 2,
      id: Number(each.id.replace("detection-", "")),
    })),
  );
}

/** Scroll to the other end, and give the ids that were drawn, by their numbers. */
function scrolled(tab: Tab, way: 1 | -1): Promise<number[]> {
  return tab.locator(".table").evaluate(async (grid, down) => {
    const rail = document.querySelector(".rail");
    const total = Number(rail?.getAttribute("aria-valuemax"));
    const last = down > 0 ? total - 1 : 0;
    const seen: number[] = [];
    for (let still = 0; ; still++) {
      for (const each of grid.querySelectorAll(".row")) {
        const row = Number(each.getAttribute("aria-rowindex")) - 2;
        const id = Number(each.id.replace("detection-", ""));
        if ((seen[row] ?? id) !== id) throw new Error(`Row ${String(row)} was two detections.`);
        if (seen[row] === undefined) still = 0;
        seen[row] = id;
      }
      if (still > 5_000) {
        const said = [...document.querySelectorAll(".failure, .toast")].map(
          (each) => each.textContent,
        );
        const busy = String(grid.getAttribute("aria-busy"));
        const at = `${String(seen.length)} rows of ${String(total)}, ${String(grid.scrollTop)} points down`;
        throw new Error(`No row comes any more: ${at}, busy ${busy}. ${said.join(" ")}`);
      }
      if (seen[last] !== undefined) return seen;
      // Rows beyond what is seen are drawn too.
      grid.scrollTop += down * (grid.clientHeight + 200);
      // Two frames: one scrolls, and the next one has drawn what came.
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    }
  }, way);
}
