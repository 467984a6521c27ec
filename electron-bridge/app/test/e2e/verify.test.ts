/** A sample is drawn and judged by keys over the real engine; a kill loses no verdict. */
import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page as Tab } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test, vi } from "vitest";
import { PATIENCE_MS, program, start, type Running } from "./harness.js";
import { cardIn, homeIn, linnet, missing, RECORDINGS, rowsOf } from "./scene.js";
import { scratchFolder, warn } from "./scene.js";

warn("samples");

const SPECIES = "Spinus tristis";
/** The soundscape without its first moments: other windows, and another sound to the engine. */
const CUT = `
import sys, soundfile
samples, rate = soundfile.read(sys.argv[1], dtype="int16")
soundfile.write(sys.argv[2], samples[rate * 3 // 2 :], rate)
`;

const KEYS = ["x", "c", "v", "x", "x", "c", "x", "x", "v", "c", "x", "x"] as const;
const STORED = { x: "YES", c: "NO", v: "UNSURE" } as const;

describe.skipIf(missing !== undefined)("a sample", { timeout: 2 * PATIENCE_MS }, () => {
  let folder: string;
  let home: string;
  let catalog: string;

  beforeAll(async () => {
    folder = await scratchFolder("verify");
    home = await homeIn(folder);
    catalog = join(home, "catalog.sqlite");
    const card = await cardIn(folder, 1);
    const whole = join(RECORDINGS, "birdnet_soundscape.flac");
    const cut = join(card, "20260312_060000.wav");
    await promisify(execFile)(program("python"), ["-c", CUT, whole, cut]);
    // All scores, so that there is enough of one species.
    await linnet(home, "analyze", card, "--min-confidence", "0.01");
  }, PATIENCE_MS);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const opened = (): Promise<Running> =>
    start({ home, settings: { begun: true, labeler: "Ana Quispe" } });

  /** The members of a sample, as another process reads them: their places and verdicts. */
  async function members(sample: string): Promise<[number, string][]> {
    const rows = await rowsOf(catalog, "sampleItems", "--where", `sample=${sample}`);
    return rows
      .toSorted((one, other) => Number(one.rank) - Number(other.rank))
      .map(({ start, verified }) => [Number(start), String(verified)]);
  }

  const verdicts = async (sample: string): Promise<string[]> =>
    (await members(sample)).map(([, verified]) => verified);

  async function stored(wanted: readonly string[]): Promise<void> {
    await vi.waitFor(
      async () => {
        assert.deepEqual((await verdicts("Finches")).slice(0, wanted.length), wanted);
      },
      { timeout: PATIENCE_MS, interval: 500 },
    );
  }

  test("is drawn by keys, and one seed draws the same clips in another program", async () => {
    const running = await opened();
    try {
      const tab = running.tab();
      await tab.getByRole("navigation").waitFor();
      await tab.keyboard.press("Alt+7");
      await tab.getByText("How often is the model right?").first().waitFor();
      await tab.keyboard.press("d");
      await tab.getByRole("combobox").fill("Spinus tri");
      await tab.getByRole("option", { name: SPECIES }).waitFor();
      await tab.keyboard.press("ArrowDown");
      await tab.keyboard.press("Enter");
      await tab.getByRole("radio", { name: "30" }).check({ force: true });
      await tab.locator(".draw-more summary").last().press("Enter");
      await tab.getByRole("textbox", { name: "Seed" }).fill("7");
      await tab.getByRole("textbox", { name: "Name of the sample" }).fill("Finches");
      await tab
        .getByText(/^30 clips of \d+ detections$/)
        .first()
        .waitFor();
      await tab.getByText("Seed 7: it draws the same clips").first().waitFor();
      await tab.keyboard.press("Enter");
      await onTiles(tab);
      assert.deepEqual(running.complaints, []);
    } finally {
      await running.close();
    }
    await linnet(home, "samples", "draw", "Again", "--species", SPECIES, "-n", "30", "--seed", "7");
    const [one, other] = [await members("Finches"), await members("Again")];
    assert.lengthOf(one, 30);
    assert.deepEqual(one, other);
  });

  test("is judged by keys; a verdict that was given is there after the engine is killed", async () => {
    const running = await opened();
    try {
      const tab = running.tab();
      await tab.getByRole("navigation").waitFor();
      await tab.keyboard.press("Alt+7");
      await tab.getByRole("link", { name: "Finches" }).press("Enter");
      await onTiles(tab);
      for (const key of KEYS) await tab.keyboard.press(key);
      const wanted = KEYS.map((key) => STORED[key]);
      await tab.getByText("18 wait · 2 unsure").first().waitFor();
      await stored(wanted);

      await tab.keyboard.press("Control+z");
      await stored([...wanted.slice(0, -1), "UNVERIFIED"]);
      await tab.keyboard.press("c");
      await stored([...wanted.slice(0, -1), "NO"]);
      running.killSidecar();
      assert.deepEqual((await verdicts("Finches")).slice(0, 13), [
        ...wanted.slice(0, -1),
        ...["NO", "UNVERIFIED"],
      ]);
      // The same clips have the verdicts in the other sample of the seed.
      assert.deepEqual(await verdicts("Again"), await verdicts("Finches"));
      await tab.getByText("Engine ready").first().waitFor();
      await running.reload();
      await running.tab().getByText("18 wait · 2 unsure").first().waitFor();
      // Twelve verdicts give no number; the sentence in its place is the engine's reason.
      await running.tab().locator(".strip-withheld").filter({ hasText: /\d/ }).waitFor();
      await onTiles(running.tab());
      await running.tab().keyboard.press("x");
      await stored([...wanted.slice(0, -1), "NO", "YES"]);
    } finally {
      await running.close();
    }
  });

  test("is judged together; a named species stays, and similar sounds are judged beside it", async () => {
    const running = await opened();
    try {
      const tab = running.tab();
      await tab.getByRole("navigation").waitFor();
      await tab.keyboard.press("Alt+7");
      await tab.getByRole("link", { name: "Again" }).press("Enter");
      await onTiles(tab);
      await tab.keyboard.press("End");
      for (const key of ["Shift+ArrowLeft", "Shift+ArrowLeft", "c"]) await tab.keyboard.press(key);
      await until(async () => (await verdicts("Again")).slice(-3).join() === "NO,NO,NO");
      await tab.keyboard.press("Control+z");
      await until(async () => (await verdicts("Again")).at(-1) === "UNVERIFIED");

      await tab.keyboard.press("End");
      await tab.keyboard.press("s");
      await tab.getByRole("combobox").fill("Cyanocitta crist");
      await tab.getByRole("option", { name: /Cyanocitta cristata/ }).waitFor();
      await tab.keyboard.press("ArrowDown");
      await tab.keyboard.press("Enter");
      await until(async () => (await verdicts("Again")).at(-1) === "NO");
      await running.reload();
      const again = running.tab();
      await onTiles(again);
      await again.keyboard.press("End");
      await again.locator(".tile.chosen .verdict.wrong em").waitFor();

      await again.keyboard.press("f");
      await again.locator(".side-head ~ .tiles:focus").waitFor();
      const near = await again.locator(".tile").count();
      assert.isAbove(near, 3);
      const before = (await rowsOf(catalog, "annotations", "--where", "isHuman=1")).length;
      await again.keyboard.press("x");
      const after = async (): Promise<number> =>
        (await rowsOf(catalog, "annotations", "--where", "isHuman=1")).length;
      await until(async () => (await after()) === before + 1);
      await again.keyboard.press("Escape");
      await again.locator(".tile.chosen .verdict.wrong em").waitFor();
      assert.deepEqual(running.complaints, []);
    } finally {
      await running.close();
    }
  });
});

/** Resolves once something holds of what another process reads. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  await vi.waitFor(
    async () => {
      assert.isTrue(await holds());
    },
    { timeout: PATIENCE_MS, interval: 500 },
  );
}

/** The clips are there, and have the keys. */
function onTiles(tab: Tab): Promise<void> {
  return tab.locator(".tiles[aria-activedescendant]:focus").waitFor();
}
