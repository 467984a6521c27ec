/** E10: recordings of a card get their place and their right time, each change with its undo. */
import { copyFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { PATIENCE_MS, start } from "./harness.js";
import { cardIn, homeIn, linnet, missing, RECORDINGS, scratchFolder, sql, warn } from "./scene.js";

warn("places and clocks of recordings");

describe.skipIf(missing !== undefined)("recordings", { timeout: PATIENCE_MS }, () => {
  let folder: string;
  let home: string;

  beforeAll(async () => {
    folder = await scratchFolder("recordings");
    home = await homeIn(folder);
    const card = await cardIn(folder, 3, "Tapir-03");
    await copyFile(join(RECORDINGS, "birdnet_soundscape.flac"), join(card, "ZOOM.flac"));
    await linnet(home, "recordings", "import", card, "--pattern", "{site}/*");
  }, PATIENCE_MS);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("get a place and a right clock by keys and by hand, and undoing takes both back", async () => {
    const catalog = join(home, "catalog.sqlite");
    const running = await start({ home, settings: { begun: true } });
    const place = async (): Promise<unknown[] | undefined> =>
      (await sql(catalog, "SELECT round(latitude, 3), round(longitude, 3) FROM Site"))[0];
    const starts = async (): Promise<unknown> =>
      (await sql(catalog, "SELECT datetime FROM Recording ORDER BY url")).flat();
    const tab = running.tab();
    const done = async (text: string): Promise<void> => {
      const news = tab.locator(".toast", { hasText: text });
      await news.first().waitFor();
      await news.first().getByRole("button", { name: "Close" }).click();
    };
    try {
      await tab.getByRole("navigation").waitFor();
      await tab.keyboard.press("Alt+1");
      const site = tab.getByRole("treeitem", { name: "Tapir-03" });
      await site.waitFor();
      // What the page counts is what SQL counts.
      const [[number, seconds] = []] = await sql(
        catalog,
        "SELECT count(*), sum(frames * 1.0 / samplerate) FROM Recording JOIN RecordingFacts USING (recordingId)",
      );
      await tab.locator(".page-head", { hasText: `${String(number)} recordings · ` }).waitFor();
      assert.closeTo(Number(seconds), 480, 1);
      await tab.locator(".page-head", { hasText: "8 min" }).waitFor();
      await tab.getByText("Without a date").first().waitFor();

      await tab.locator("[role=tree]:focus").waitFor();
      await tab.keyboard.press("e");
      await tab.getByRole("textbox", { name: "Latitude" }).fill("-12,5341");
      await tab.getByRole("textbox", { name: "Longitude" }).fill("70° 06' W");
      await tab.getByText("Its 4 recordings keep their starts.").first().waitFor();
      await tab.keyboard.press("Enter");
      await done("Tapir-03 was changed.");
      assert.deepEqual(await place(), [-12.534, -70.1]);

      await tab.keyboard.press("m");
      const dot = tab.locator(".map-site.chosen");
      await dot.waitFor();
      await tab.locator(".map-area").focus();
      for (let step = 0; step < 5; step++) await tab.keyboard.press("Shift+ArrowUp");
      await tab.locator(".map-moved").waitFor();
      assert.deepEqual(await place(), [-12.534, -70.1]);
      await tab.keyboard.press("Control+Enter");
      await done("Tapir-03 is at another place now.");
      const [latitude, longitude] = (await place()) as [number, number];
      assert.isAbove(latitude, -12.534);
      assert.equal(longitude, -70.1);
      await tab.keyboard.press("Control+z");
      await done("Taken back: Tapir-03 is at another place now.");
      assert.deepEqual(await place(), [-12.534, -70.1]);

      const box = await dot.locator(".map-dot").boundingBox();
      const from = { x: box!.x + box!.width / 2, y: box!.y + box!.height / 2 };
      await tab.mouse.move(from.x, from.y);
      await tab.mouse.down();
      await tab.mouse.move(from.x + 60, from.y + 2, { steps: 6 });
      await tab.mouse.up();
      await done("Tapir-03 is at another place now.");
      assert.isAbove(((await place()) as [number, number])[1], -70.1);
      await tab.keyboard.press("Control+z");
      await done("Taken back: Tapir-03 is at another place now.");
      assert.deepEqual(await place(), [-12.534, -70.1]);

      await tab.keyboard.press("s");
      await tab.locator("[role=tree]:focus").waitFor();
      await tab.keyboard.press("ArrowRight");
      await tab.keyboard.press("ArrowRight");
      await tab.getByRole("treeitem", { name: "(recorder unknown)", selected: true }).waitFor();
      await tab.keyboard.press("e");
      await tab.getByRole("textbox", { name: "Clock shift" }).fill("-5:30");
      await tab.getByText("3 of 4 recordings get another start.").first().waitFor();
      const told = ["2026-03-12T05:00:00", "2026-03-12T05:02:00", "2026-03-12T05:04:00", null];
      assert.deepEqual(await starts(), told);
      await tab.keyboard.press("Enter");
      await done("3 recordings have another start now.");
      const shifted = ["2026-03-11T23:30:00", "2026-03-11T23:32:00", "2026-03-11T23:34:00", null];
      assert.deepEqual(await starts(), shifted);
      await tab.keyboard.press("Control+z");
      await done("Taken back: (recorder unknown) was changed.");
      assert.deepEqual(await starts(), told);
    } finally {
      await running.close();
    }
  });
});
