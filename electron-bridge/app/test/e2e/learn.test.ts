/** A classifier is taught by keys over the real engine and BirdNET: labelled, asked, compared, applied. */
import { execFile } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page as Tab } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test, vi } from "vitest";
import { PATIENCE_MS, program, start, type Running } from "./harness.js";
import { homeIn, linnet, missing, RECORDINGS, rowsOf, scratchFolder, warn } from "./scene.js";

warn("classifiers");

const SPECIES = "Spinus tristis";
const NAME = "finches";

/** Stretches of the soundscape that begin between windows: each is another sound to the engine. */
const CARD = `
import sys, soundfile
samples, rate = soundfile.read(sys.argv[1], dtype="int16")
for number in range(12):
    first = number * rate * 13 // 2
    path = f"{sys.argv[2]}/20260312_05{number:02}00.wav"
    soundfile.write(path, samples[first : first + 40 * rate], rate)
`;

describe.skipIf(missing !== undefined)("a classifier", { timeout: 2 * PATIENCE_MS }, () => {
  let folder: string;
  let home: string;
  let catalog: string;

  beforeAll(async () => {
    folder = await scratchFolder("learn");
    home = await homeIn(folder);
    catalog = join(home, "catalog.sqlite");
    const card = join(folder, "CARD7");
    await mkdir(card);
    await mkdir(join(folder, "out"));
    const whole = join(RECORDINGS, "birdnet_soundscape.flac");
    await promisify(execFile)(program("python"), ["-c", CARD, whole, card]);
    // All scores, so that the species is heard in every recording.
    await linnet(home, "analyze", card, "--min-confidence", "0.01");
  }, PATIENCE_MS);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function labels(): Promise<string[]> {
    const rows = await rowsOf(catalog, "annotations", "--where", "isHuman=1");
    return rows
      .filter(({ mostRecent }) => mostRecent === 1)
      .map(({ verified }) => String(verified));
  }

  const stored = (wanted: number): Promise<void> =>
    vi.waitFor(
      async () => {
        const said = (await labels()).filter((each) => each !== "UNVERIFIED");
        assert.lengthOf(said, wanted);
      },
      { timeout: PATIENCE_MS, interval: 500 },
    );

  /** Judge the first rows of the species in an order, all alike. */
  async function judgeRows(running: Running, order: string, key: string, many: number) {
    const tab = running.tab();
    const where = encodeURIComponent(JSON.stringify({ species: [SPECIES] }));
    await tab.evaluate((hash) => {
      location.hash = hash;
    }, `#/detections?w=${where}&o=${order}`);
    await tab.locator(`.table .row.chosen[aria-rowindex="2"]`).waitFor();
    await tab.waitForFunction(() => document.activeElement?.classList.contains("table"));
    for (let done = 0; done < many; done++) await tab.keyboard.press(key);
  }

  test("is taught, asked, taught again, compared, exported, applied and removed", async () => {
    const out = join(folder, "out");
    const running = await start({
      ...{
        home,
        settings: { begun: true, labeler: "Ana Quispe" },
        answers: [[out], [join(out, `${NAME}-2.linnet-head`)]],
      },
    });
    try {
      const tab = running.tab();
      await tab.getByRole("navigation").waitFor();
      await judgeRows(running, "-confidence", "x", 30);
      await stored(30);
      await judgeRows(running, "confidence", "c", 30);
      await stored(60);

      await tab.keyboard.press("Alt+8");
      await tab.getByText("Teach Linnet a sound of your own").first().waitFor();
      await tab.keyboard.press("n");
      await tab.getByRole("textbox", { name: "Name" }).fill(NAME);
      await tab
        .getByText(/^It will learn from \d+ labels\./)
        .first()
        .waitFor();
      await tab.locator("[role=dialog] .button.primary:not([disabled])").waitFor();
      await tab.keyboard.press("Enter");
      await tab.getByText("Version 1 is trained and in use.").first().waitFor();

      await tab.keyboard.press("2");
      await onTiles(tab);
      for (let done = 0; done < 8; done++) await tab.keyboard.press(done % 2 === 0 ? "x" : "c");
      await stored(68);
      await tab.keyboard.press("Control+z");
      await stored(67);
      await tab.getByText("17 windows wait for you").first().waitFor();

      await tab.keyboard.press("Enter");
      await tab.locator(".learn-form .button.primary:not([disabled])").waitFor();
      await tab.keyboard.press("Control+Enter");
      await tab.getByText("Version 2 is trained and in use.").first().waitFor();
      // The verdicts were given by turns, so that it may be better or worse.
      const difference = /^On the same \d+ recordings, AP is [\d.]+ with v1 and [\d.]+ with v2: /;
      await tab.getByText(difference).first().waitFor();
      await tab.keyboard.press("4");
      await tab.getByRole("tab", { name: /Compare/, selected: true }).waitFor();
      await tab.getByText(difference).first().waitFor();

      await tab.keyboard.press("Control+e");
      await tab.getByText("It holds no sound, no label and no path.").first().waitFor();

      await tab.keyboard.press("5");
      await tab
        .getByText(/^So much would be found in \d+ stored windows/)
        .first()
        .waitFor();
      await tab.locator(".learn-form .button.primary:not([disabled])").waitFor();
      await tab.keyboard.press("Control+Enter");
      await tab.getByText("Detections found: ").first().waitFor();
      const found = await rowsOf(catalog, "detections", "--where", `model=${NAME}`);
      assert.isNotEmpty(found);
      await tab
        .getByText(`Detections found: ${String(found.length)}. Recordings searched: 12.`)
        .first()
        .waitFor();

      await tab.keyboard.press("Delete");
      const question = tab.getByRole("alertdialog");
      await question
        .getByText(/Its \d+ detections of 1 runs stay/)
        .first()
        .waitFor();
      await question.getByRole("button", { name: "Remove" }).press("Enter");
      await tab.getByText("Teach Linnet a sound of your own").first().waitFor();

      await tab.keyboard.press("i");
      await tab.getByRole("tab", { name: /Versions/, selected: true }).waitFor();
      await tab.keyboard.press("Delete");
      await question
        .getByText(/Its \d+ detections of 1 runs stay/)
        .first()
        .waitFor();
      await question.getByRole("button", { name: "Remove" }).press("Enter");
      await tab.getByText("Teach Linnet a sound of your own").first().waitFor();
      assert.deepEqual(running.complaints, []);
    } finally {
      await running.close();
    }
    const said = JSON.parse(await linnet(home, "heads", "list", "--json")) as { heads: object[] };
    assert.deepEqual(said.heads, []);
    assert.isNotEmpty(await rowsOf(catalog, "detections", "--where", `model=${NAME}`));
  });
});

/** The windows are there, and have the keys. */
function onTiles(tab: Tab): Promise<void> {
  return tab.locator(".tiles[aria-activedescendant]:focus").waitFor();
}
