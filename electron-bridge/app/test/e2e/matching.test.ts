/** All that match a filter is judged by keys over the real engine; a kill loses no verdict. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, assert, beforeAll, describe, test, vi } from "vitest";
import { PATIENCE_MS, start } from "./harness.js";
import {
  cardIn,
  detections,
  homeIn,
  linnet,
  missing,
  rowsOf,
  scratchFolder,
  warn,
} from "./scene.js";

warn("lists of all that match");

const KEYS = ["x", "c", "v"] as const;
const STORED = ["YES", "NO", "UNSURE"];

describe.skipIf(missing !== undefined)("all that match", { timeout: 2 * PATIENCE_MS }, () => {
  let folder: string;
  let home: string;
  let catalog: string;

  beforeAll(async () => {
    folder = await scratchFolder("matching");
    home = await homeIn(folder);
    catalog = join(home, "catalog.sqlite");
    await linnet(home, "analyze", await cardIn(folder, 1), "--min-confidence", "0.05");
  }, PATIENCE_MS);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Verdicts on the best detections, as another process reads them. */
  async function best(many: number): Promise<string[]> {
    const rows = await rowsOf(catalog, "detections", "--order-by=-confidence");
    return rows.slice(0, many).map(({ verified }) => String(verified));
  }

  const stored = (wanted: readonly string[]): Promise<void> =>
    vi.waitFor(
      async () => {
        assert.deepEqual(await best(wanted.length), wanted);
      },
      { timeout: PATIENCE_MS, interval: 500 },
    );

  test("is judged from Detections by keys, and three verdicts are there after a kill", async () => {
    const running = await start({ home, settings: { begun: true, labeler: "Ana Quispe" } });
    try {
      const tab = running.tab();
      await detections(tab);
      await tab.keyboard.press("t");
      await tab.locator(".tiles[aria-activedescendant]:focus").waitFor();
      await tab.getByText("These clips were not drawn by chance").first().waitFor();
      for (const key of KEYS) await tab.keyboard.press(key);
      await stored([...STORED, "UNVERIFIED"]);
      running.killSidecar();
      assert.deepEqual(await best(4), [...STORED, "UNVERIFIED"]);
      await tab.getByText("Engine ready").first().waitFor();
      await running.reload();
      const again = running.tab();
      await again.locator(".tiles[aria-activedescendant]:focus").waitFor();
      for (const word of ["right", "wrong", "unsure"]) {
        await again.locator(`.tile .verdict.${word}`).first().waitFor();
      }
      // The keys are on the first clip that waits.
      await again.keyboard.press("s");
      await again.getByRole("combobox").fill("Cyanocitta crist");
      await again.getByRole("option", { name: /Cyanocitta cristata/ }).waitFor();
      await again.keyboard.press("ArrowDown");
      await again.keyboard.press("Enter");
      await again.locator(".tile .verdict.wrong em").waitFor();
      await vi.waitFor(
        async () => {
          const [, , , fourth] = await rowsOf(catalog, "detections", "--order-by=-confidence");
          assert.equal(fourth?.correctedTo, "Cyanocitta cristata");
        },
        { timeout: PATIENCE_MS, interval: 500 },
      );
      assert.deepEqual(running.complaints, []);
    } finally {
      await running.close();
    }
  });
});
