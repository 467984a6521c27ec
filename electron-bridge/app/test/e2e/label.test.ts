/** A recording is seen, heard and labelled over the real engine; a kill loses no label. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Locator, Page as Tab } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test, vi } from "vitest";
import { PATIENCE_MS, start, type Running } from "./harness.js";
import { cardIn, homeIn, linnet, missing, type Row, rowsOf, scratchFolder, warn } from "./scene.js";

warn("labels");

const OWL = "Strix varia";
const JAY = "Cyanocitta cristata";

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
  const labels = (): Promise<Row[]> =>
    rowsOf(catalog, "annotations", "--where", "isHuman=1", "--where", "mostRecent=1");

  /** Wait until the one label that is right is as wanted. */
  async function stored(wanted: (label: Row) => void): Promise<void> {
    await vi.waitFor(
      async () => {
        const right = (await labels()).filter(({ verified }) => verified === "YES");
        assert.lengthOf(right, 1);
        wanted(right[0] as Row);
      },
      { timeout: 20_000, interval: 500 },
    );
  }

  test("is labelled by the pointer and by keys, and all of it is there after a kill", async () => {
    const running = await opened();
    try {
      const tab = running.tab();
      await tab.getByRole("navigation").waitFor();
      await tab.keyboard.press("Alt+6");
      await tab.getByRole("option").first().press("Enter");
      const picture = tab.getByRole("application");
      await picture.waitFor();

      await drag(tab, picture, [0.2, 0.3], [0.4, 0.6]);
      await name(tab, OWL);
      // 30 s and 12 kHz are in view: a fifth of them to two fifths, three tenths to six.
      await stored((label) => {
        assert.equal(label.species, OWL);
        assert.closeTo(Number(label.start), 6, 0.1);
        assert.closeTo(Number(label.end), 12, 0.1);
        assert.closeTo(Number(label.lowHz), 4800, 60);
        assert.closeTo(Number(label.highHz), 8400, 60);
      });

      // The spectrogram has the keys again: a step is a hundredth of the view.
      await picture.focus();
      await tab.getByRole("dialog").waitFor({ state: "detached" });
      await tab.getByRole("region", { name: "Chosen label" }).waitFor();
      for (let times = 0; times < 3; times++) {
        await tab.keyboard.press("Control+ArrowRight");
        await stored((label) => {
          assert.closeTo(Number(label.start), 6 + 0.3 * (times + 1), 0.1);
        });
      }
      await tab.keyboard.press("Enter");
      await name(tab, JAY);
      await stored((label) => {
        assert.equal(label.species, JAY);
        assert.closeTo(Number(label.lowHz), 4800, 60);
      });
      await tab.keyboard.press("Control+z");
      await stored((label) => {
        assert.equal(label.species, OWL);
        assert.closeTo(Number(label.start), 6.9, 0.1);
      });
      await tab.keyboard.press("Control+z");
      await stored((label) => {
        assert.closeTo(Number(label.start), 6.6, 0.1);
      });
      await tab.keyboard.press("Control+Shift+Z");
      await stored((label) => {
        assert.closeTo(Number(label.start), 6.9, 0.1);
      });

      running.killSidecar();
      await stored((label) => {
        assert.equal(label.species, OWL);
        assert.closeTo(Number(label.start), 6.9, 0.1);
      });
      await tab.getByText("Engine ready").first().waitFor();
      await running.reload();
      const again = running.tab();
      await again.getByRole("listbox").getByRole("option").filter({ hasText: OWL }).click();
      await again.getByRole("button", { name: "Take back" }).press("Enter");
      await vi.waitFor(
        async () => {
          assert.isEmpty((await labels()).filter(({ verified }) => verified === "YES"));
        },
        { timeout: 20_000, interval: 500 },
      );
      assert.deepEqual(running.complaints, []);
    } finally {
      await running.close();
    }
  });
});

/** Pick a species by keys alone. */
async function name(tab: Tab, species: string): Promise<void> {
  await tab.getByRole("combobox").fill(species);
  // What was found for no text yet may hold the species too, farther down.
  await vi.waitFor(
    async () => {
      const first = await tab.locator(".species-popover [role=option]").first().innerText();
      assert.include(first, species);
    },
    { timeout: 20_000 },
  );
  await tab.keyboard.press("ArrowDown");
  await tab.keyboard.press("Enter");
  await tab.getByRole("dialog").waitFor({ state: "detached" });
}

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
