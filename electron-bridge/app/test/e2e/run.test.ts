/** A run in the real app: BirdNET on real recordings, through a pause, a reload and a kill. */
import { existsSync } from "node:fs";
import { copyFile, cp, mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import type { RunRow } from "@linnet/electron-bridge/generated/contract.js";
import { executable } from "../chromium.js";
import { PATIENCE_MS, start, type Running } from "./harness.js";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const RECORDINGS = here("../../../../../shared/recordings");
const HOME = process.env.LINNET_TEST_HOME ?? here("../../../../.linnet/home");

const missing = [executable ?? "Chromium", RECORDINGS, HOME].find((path) => !existsSync(path));
if (missing !== undefined) console.warn(`${missing} is not here: runs are not tested.`);

/** Two minutes each; enough for a run that can be caught in its middle. */
const COPIES = 14;
const FILES = COPIES + 2;

describe.skipIf(missing !== undefined)("a run in the app", { timeout: 2 * PATIENCE_MS }, () => {
  let folder: string;
  let card: string;
  let undisturbed: Map<string, number>;

  beforeAll(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), "linnet-run-")));
    card = join(folder, "CARD7");
    await mkdir(card);
    for (let copy = 0; copy < COPIES; copy++) {
      const name = `20260312_05${String(copy * 2).padStart(2, "0")}00.flac`;
      await copyFile(join(RECORDINGS, "birdnet_soundscape.flac"), join(card, name));
    }
    await copyFile(join(RECORDINGS, "silence_10s.mp3"), join(card, "20260312_060000.mp3"));
    await writeFile(join(card, "20260312_070000.WAV"), "This is no sound.");
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function app(name: string): Promise<Running> {
    // A home of its own, since the project lies in it.
    const home = join(folder, name);
    await cp(join(HOME, "models"), join(home, "models"), { recursive: true });
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
      assert.deepEqual(await sumOf(running), { files: FILES, rest: FILES });
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
      // One thread, so that there is time to disturb it.
      await running.tab().evaluate(async (path) => {
        const value = { what: "folder", folders: [path], threads: 1 };
        await window.linnet.memosSet({ key: "run/setup", value });
      }, card);
      await running.reload();
      await running
        .tab()
        .getByText(`${String(FILES)} recordings to hear`)
        .waitFor();
      await running.tab().keyboard.press("Control+Enter");
      await reached(running, 2);
      await running.tab().keyboard.press("p");
      await running
        .tab()
        .getByText(/Run 1 is paused at \d+ of 16\./)
        .waitFor();
      await running.reload();
      await running
        .tab()
        .getByText(/Run 1 is paused at \d+ of 16\./)
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
        .waitFor();
      await running
        .tab()
        .getByText(/Run \d+ is done/)
        .waitFor();
      assert.deepEqual(await sumOf(running), { files: FILES, rest: FILES });
      assert.deepEqual(await speciesOf(running), undisturbed);
      const runs = await runsOf(running);
      assert.isAbove(runs.length, 2);
      assert.equal(runs[0]?.status, "complete");
    } finally {
      await running.close();
    }
  });
});

/** Wait until so many files of the run are done; gives how many are. */
async function reached(running: Running, files: number): Promise<number> {
  for (;;) {
    const [job] = running.app.jobs.list().running;
    const done = job?.progress?.done;
    if (job?.state === "running" && typeof done === "number" && done >= files) return done;
    if (job === undefined && running.app.jobs.list().ended.length > 0) {
      throw new Error("The run ended before it could be disturbed.");
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The files of the card of the result, and the sum of its parts. */
async function sumOf(running: Running): Promise<{ files: number; rest: number }> {
  const shown = running.tab().locator(".run-ended .run-sum dd");
  // The heading stands there before the sum is asked for.
  await shown.first().waitFor();
  const parts = await shown.allTextContents();
  const [files = NaN, ...rest] = parts.map(Number);
  return { files, rest: rest.reduce((sum, each) => sum + each, 0) };
}

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
