/** A run in the real app: BirdNET on real recordings, through a pause, a reload and a kill. */
import { copyFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import type { RunRow } from "@linnet/electron-bridge/generated/contract.js";
import { PATIENCE_MS, start, type Running } from "./harness.js";
import { cardIn, homeIn, missing, reached, RECORDINGS } from "./scene.js";
import { scratchFolder, setUp, sumOf, warn } from "./scene.js";

warn("runs");

/** Two minutes each; enough for a run that can be caught in its middle. */
const COPIES = 14;
const FILES = COPIES + 2;

describe.skipIf(missing !== undefined)("a run in the app", { timeout: 2 * PATIENCE_MS }, () => {
  let folder: string;
  let card: string;
  let undisturbed: Map<string, number>;

  beforeAll(async () => {
    folder = await scratchFolder("run");
    card = await cardIn(folder, COPIES);
    await copyFile(join(RECORDINGS, "silence_10s.mp3"), join(card, "20260312_060000.mp3"));
    await writeFile(join(card, "20260312_070000.WAV"), "This is no sound.");
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function app(name: string): Promise<Running> {
    const home = await homeIn(folder, name);
    const running = await start({
      home,
      settings: { begun: true },
      grants: [card],
      answers: [[card]],
    });
    return running;
  }

  test("is started by keys; species appear while it goes on; the result adds up", async () => {
    const running = await app("undisturbed");
    try {
      const tab = running.tab();
      await tab.getByRole("button", { name: "Choose folder…" }).press("Enter");
      await tab
        .getByText(`${String(FILES)} recordings to hear`)
        .first()
        .waitFor();
      await tab.keyboard.press("Control+Enter");
      // A species stands there while there is still something to hear.
      await tab.waitForFunction(
        () =>
          document.querySelector(".run-now .heard tbody tr") !== null &&
          document.querySelector(".run-ended") === null,
      );
      await tab.getByText("Run 1 is done").first().waitFor();
      await tab.getByText("20260312_070000.WAV").first().waitFor();
      assert.deepEqual(await sumOf(running.tab()), { files: FILES, rest: FILES });
      undisturbed = await speciesOf(running);
      assert.isAbove(undisturbed.size, 0);
      for (const [species, number] of undisturbed) {
        assert.equal(number % COPIES, 0, `${species} is heard alike in each copy`);
      }
      await tab.getByRole("button", { name: "Open detections" }).press("Enter");
      await tab.waitForFunction(() => location.hash.startsWith("#/detections"));
      assert.deepEqual(running.complaints, []);
    } finally {
      await running.close();
    }
  });

  test("lives through a pause, reloads of the page, and a kill of the engine", async () => {
    const running = await app("disturbed");
    try {
      await setUp(running, card, FILES);
      await running.tab().keyboard.press("Control+Enter");
      await reached(running, 2);
      await running.tab().keyboard.press("p");
      await running
        .tab()
        .getByText(/Run 1 is paused at \d+ of 16\./)
        .first()
        .waitFor();
      await running.reload();
      await running
        .tab()
        .getByText(/Run 1 is paused at \d+ of 16\./)
        .first()
        .waitFor();
      await running.tab().keyboard.press("p");
      const paused = await reached(running, 5);
      assert.isBelow(paused, FILES);
      await running.reload();
      await running.tab().getByRole("region", { name: "Now" }).waitFor();
      await running.tab().locator(".run-now .heard tbody tr").first().waitFor();
      const before = await reached(running, 7);
      assert.isBelow(before, FILES);
      running.killSidecar();
      await running
        .tab()
        .getByText(/The engine ended unexpectedly/)
        .first()
        .waitFor();
      await running
        .tab()
        .getByText(/Run \d+ is done/)
        .first()
        .waitFor();
      assert.deepEqual(await sumOf(running.tab()), { files: FILES, rest: FILES });
      assert.deepEqual(await speciesOf(running), undisturbed);
      const runs = await runsOf(running);
      assert.isAbove(runs.length, 2);
      assert.equal(runs[0]?.status, "complete");
    } finally {
      await running.close();
    }
  });
});

async function speciesOf(running: Running): Promise<Map<string, number>> {
  const asked = await running
    .tab()
    .evaluate(() => window.linnet.query({ select: "species", orderBy: ["species"], limit: 1000 }));
  if (!asked.ok) throw new Error(asked.error.message);
  return new Map(asked.value.rows.map(({ species, detections }) => [species, detections]));
}

async function runsOf(running: Running): Promise<RunRow[]> {
  const asked = await running
    .tab()
    .evaluate(() => window.linnet.query({ select: "runs", orderBy: ["-runId"] }));
  if (!asked.ok) throw new Error(asked.error.message);
  return asked.value.rows;
}
