/**
 * Activity and Species over a card with a night across midnight, days that nobody recorded, and a
 * recording without a date: their sums are those of SQL, of Detections, and of what is saved.
 */
import { copyFile, mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { PATIENCE_MS, start } from "./harness.js";
import { homeIn, linnet, missing, RECORDINGS, scratchFolder, sql, warn } from "./scene.js";

warn("plots");

/** Two minutes each; the first one goes over midnight. */
const NAMES = ["20260312_235900", "20260313_110000", "20260313_130000", "20260316_050000", "loose"];

const HEARD = `FROM Detection d JOIN Species s ON s.speciesId = d.speciesId WHERE d.current = 1`;

describe.skipIf(missing !== undefined)("plots", { timeout: 2 * PATIENCE_MS }, () => {
  let folder: string;
  let home: string;
  let catalog: string;
  let species: string;

  beforeAll(async () => {
    folder = await scratchFolder("plots");
    home = await homeIn(folder);
    catalog = join(home, "catalog.sqlite");
    const card = join(folder, "CARD7");
    await mkdir(card);
    for (const name of NAMES) {
      await copyFile(join(RECORDINGS, "birdnet_soundscape.flac"), join(card, `${name}.flac`));
    }
    await linnet(home, "analyze", card);
    const most = `SELECT s.species, count(*) ${HEARD} GROUP BY 1 ORDER BY 2 DESC LIMIT 1`;
    species = String((await sql(catalog, most))[0]?.[0]);
  }, PATIENCE_MS);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const of = (more: string): Promise<unknown[][]> =>
    sql(catalog, more.replace("WHERE", `WHERE s.species = '${species}' AND`));

  test("Activity equals SQL, Detections and its saved numbers, from noon to noon", async () => {
    const cells = await of(`SELECT date(d.heardAt, 'unixepoch') || ' ' ||
      CAST(strftime('%H', d.heardAt, 'unixepoch') AS INTEGER), count(*)
      ${HEARD} AND d.heardAt IS NOT NULL GROUP BY 1 ORDER BY 1`);
    const undated = await of(`SELECT count(*) ${HEARD} AND d.heardAt IS NULL`);
    const total = cells.reduce((sum, [, count]) => sum + Number(count), 0);
    assert.isAbove(total, 4);
    const csv = join(folder, "owls.csv");
    const running = await start({ home, settings: { begun: true }, answers: [[csv]] });
    try {
      const tab = running.tab();
      await tab.getByRole("navigation").waitFor();
      await tab.evaluate((name) => {
        const query = new URLSearchParams({ w: JSON.stringify({ species: [name] }), n: "1" });
        location.hash = `#/activity?${query.toString()}`;
      }, species);
      const left = `1 recording \\(.*\\) has no date and is left out. Detections in it: ${String(undated[0]?.[0])}`;
      await tab.getByText(new RegExp(left)).first().waitFor();
      const all = tab.getByRole("link", { name: /^Show all/ });
      assert.match((await all.textContent()) ?? "", new RegExp(`^${String(total)} `));
      // Nights: of 12, 13 and 15 March; in that of 14 March nobody recorded. The last row has sums.
      const rows = tab.locator(".heat-map tbody tr");
      await rows.nth(4).waitFor({ state: "attached" });
      const nights = (await rows.allTextContents()).map((text) => /not recorded$/.test(text));
      assert.deepEqual(nights, [false, false, true, false, false]);
      await tab.getByRole("button", { name: /Save or copy/ }).click();
      await tab.getByRole("menuitem", { name: /CSV/ }).click();
      await tab.getByText("Saved:").first().waitFor();
      const [, , ...lines] = (await readFile(csv, "utf8")).trim().split("\r\n");
      const saved = lines
        .map((line) => line.split(","))
        .filter(([, , , , count]) => count !== "0")
        .map(([, first = "", , hour = "", count]) => [`${first} ${hour}`, Number(count)])
        .toSorted(([one], [other]) => String(one).localeCompare(String(other)));
      const wanted = cells.toSorted(([a], [b]) => String(a).localeCompare(String(b)));
      assert.deepEqual<unknown>(saved, wanted);
      // The first night, from 23:00 to 01:00: both sides of midnight.
      await tab.locator(".heat-plot").focus();
      for (const key of ["PageDown", ...Array<string>(5).fill("ArrowDown"), "Shift+ArrowDown"]) {
        await tab.keyboard.press(key);
      }
      const night = wanted
        .filter(([at]) => at === "2026-03-12 23" || at === "2026-03-13 0")
        .reduce((sum, [, count]) => sum + Number(count), 0);
      await tab.locator(".heat-line").getByText(`23:00–01:00`).first().waitFor();
      await tab.keyboard.press("Enter");
      await tab.locator(".table .row").first().waitFor();
      await tab.waitForFunction(
        (count) => document.querySelectorAll(".table .row").length === count,
        night,
      );
      assert.deepEqual(running.complaints, []);
    } finally {
      await running.close();
    }
  });

  test("Species equals SQL, and says what has no date", async () => {
    const [counted = []] = await of(`SELECT count(*), sum(d.heardAt IS NULL),
      count(DISTINCT CAST((d.heardAt - 43200) / 86400 AS INTEGER)) ${HEARD}`);
    const [all, undated, nights] = counted.map(String);
    const running = await start({ home, settings: { begun: true } });
    try {
      const tab = running.tab();
      await tab.getByRole("navigation").waitFor();
      await tab.keyboard.press("Alt+4");
      await tab
        .locator(`a[href*="${species.replace(" ", "+")}"]`)
        .first()
        .click();
      await tab.getByRole("link", { name: `${String(all)} detections`, exact: true }).waitFor();
      await tab.getByRole("link", { name: `${String(nights)} nights` }).waitFor();
      await tab
        .getByText(`${String(undated)} detection`)
        .first()
        .waitFor();
      await tab.getByText("never verified").first().waitFor();
      await tab.locator(".clip canvas").first().waitFor();
      assert.deepEqual(running.complaints, []);
    } finally {
      await running.close();
    }
  });
});
