/** Two people judge the same clips, one in another copy; keys settle where they disagree, for good. */
import { copyFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Page as Tab } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test, vi } from "vitest";
import { PATIENCE_MS, start, type Running } from "./harness.js";
import { cardIn, homeIn, linnet, missing, rowsOf, type Row } from "./scene.js";
import { scratchFolder, warn } from "./scene.js";

warn("disagreements");

const ALL = ["--where", "confidence>=0.1"];

describe.skipIf(missing !== undefined)("disagreements", { timeout: 2 * PATIENCE_MS }, () => {
  let folder: string;
  let home: string;
  let catalog: string;
  let heard: number;

  beforeAll(async () => {
    folder = await scratchFolder("disagreements");
    home = await homeIn(folder);
    catalog = join(home, "catalog.sqlite");
    const card = await cardIn(folder, 1);
    await linnet(home, "analyze", card);
    await linnet(home, "recordings", "import", card);
    heard = (await rowsOf(catalog, "detections")).length;
    const [copy, sent] = [join(folder, "copy.sqlite"), join(folder, "sent")];
    await copyFile(catalog, copy);
    const judge = ["labels", "judge", ...ALL];
    await linnet(home, ...judge, "--yes", "--labeler", "Ana Quispe");
    await linnet(home, ...judge, "--no", "--labeler", "Luis Mamani", "--catalog", copy);
    await linnet(home, "labels", "export", sent, "--catalog", copy);
    await linnet(home, "labels", "merge", sent);
  }, PATIENCE_MS);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const opened = (): Promise<Running> =>
    start({ home, settings: { begun: true, labeler: "Rosa Huamán" } });

  const settled = (): Promise<Row[]> => rowsOf(catalog, "disputes", "--where", "settled=1");

  /** As another process reads them: the verdicts that settle, in the order in which they are shown. */
  const verdicts = async (): Promise<unknown[]> =>
    (await rowsOf(catalog, "disputes", "--order-by", "species,path,start"))
      .slice(0, 3)
      .map(({ settledAs }) => settledAs);

  async function stored(...wanted: (string | null)[]): Promise<void> {
    await vi.waitFor(
      async () => {
        assert.deepEqual(await verdicts(), wanted);
      },
      { timeout: PATIENCE_MS, interval: 500 },
    );
  }

  const onTiles = (tab: Tab): Promise<void> =>
    tab.locator(".tiles[aria-activedescendant]:focus").waitFor();

  test("are listed, settled by keys, and still settled after the engine is killed", async () => {
    assert.isAbove(heard, 3);
    assert.lengthOf(await rowsOf(catalog, "disputes"), heard);
    const running = await opened();
    try {
      const tab = running.tab();
      await tab.getByRole("navigation").waitFor();
      await tab.keyboard.press("Alt+7");
      await tab.getByRole("button", { name: `${String(heard)} open disagreements` }).waitFor();
      await tab.keyboard.press("h");
      await onTiles(tab);
      const said = tab.getByRole("complementary", { name: "What people said" });
      await said.getByText("Ana Quispe").waitFor();
      await said.getByText("Luis Mamani").waitFor();
      for (const key of ["c", "x", "v"]) await tab.keyboard.press(key);
      await stored("NO", "YES", "UNSURE");
      await tab.keyboard.press("Control+z");
      await stored("NO", "YES", null);
      running.killSidecar();
      assert.lengthOf(await settled(), 2);
      await tab.getByText("Engine ready").first().waitFor();
      await running.reload();
      const again = running.tab();
      await onTiles(again);
      await again
        .getByText(`2 of ${String(heard)} settled`)
        .first()
        .waitFor();
      assert.deepEqual(await verdicts(), ["NO", "YES", null]);

      // Whoever settles has no opinion: two people are compared, and nobody else.
      await again.keyboard.press("k");
      await again.getByRole("heading", { level: 1, name: "How far people agree" }).waitFor();
      await again.getByRole("row", { name: /Ana Quispe and Luis Mamani all species/ }).waitFor();
      assert.equal(await again.getByRole("row", { name: /Rosa/ }).count(), 0);
      assert.deepEqual(running.complaints, []);
    } finally {
      await running.close();
    }
  });
});
