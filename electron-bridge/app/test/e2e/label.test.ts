/** A recording is seen, heard and labelled over the real engine; a kill loses no label. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Locator, Page as Tab } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test, vi } from "vitest";
import { PATIENCE_MS, start, type Running } from "./harness.js";
import { cardIn, homeIn, linnet, missing, rowsOf, scratchFolder, warn } from "./scene.js";

warn("labels");

describe.skipIf(missing !== undefined)("a recording", { timeout: 2 * PATIENCE_MS }, () => {
  let folder: string;
  let home: string;
  let catalog: string;

  beforeAll(async () => {
    folder = await scratchFolder("label");
    home = await homeIn(folder);
    catalog = join(home, "catalog.sqlite");
    const card = await cardIn(folder, 2);
    await linnet(home, "analyze", card, "--min-confidence", "0.3");
  }, PATIENCE_MS);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const opened = (): Promise<Running> =>
    start({ home, settings: { begun: true, labeler: "Ana Quispe" } });

  /** People's labels that count, as another process reads them. */
  const labels = async (): Promise<Record<string, string>[]> =>
    rowsOf(catalog, "annotations", "--where", "isHuman=1", "--where", "mostRecent=1");

  test("is labelled by the pointer and by keys, and all of it is there after a kill", async () => {
    const running = await opened();
    try {
      const tab = running.tab();
      await tab.getByRole("navigation").waitFor();
      await tab.keyboard.press("Alt+6");
      await tab.getByRole("option").first().click();
      const picture = tab.getByRole("application");
      await picture.waitFor();
      await tab.screenshot({ path: "/tmp/shots/l1.png" });
      await tab.waitForTimeout(3000);
      await tab.screenshot({ path: "/tmp/shots/l2.png" });
      await drag(tab, picture, [0.2, 0.3], [0.4, 0.6]);
      await tab.waitForTimeout(1000);
      await tab.screenshot({ path: "/tmp/shots/l3.png" });
      await tab.getByRole("combobox").fill("Strix aluco");
      await tab.getByRole("option").first().waitFor();
      await tab.keyboard.press("ArrowDown");
      await tab.keyboard.press("Enter");
      await tab.waitForTimeout(1500);
      await tab.screenshot({ path: "/tmp/shots/l4.png" });
      console.log(await labels());
      console.log(running.complaints);
    } finally {
      await running.close();
    }
  });
});

async function drag(
  tab: Tab,
  within: Locator,
  from: readonly [number, number],
  to: readonly [number, number],
): Promise<void> {
  const box = await within.boundingBox();
  assert.isNotNull(box);
  const at = ([x, y]: readonly [number, number]): [number, number] => [
    box.x + x * box.width,
    box.y + y * box.height,
  ];
  await tab.mouse.move(...at(from));
  await tab.mouse.down();
  await tab.mouse.move(...at(to), { steps: 5 });
  await tab.mouse.up();
}
