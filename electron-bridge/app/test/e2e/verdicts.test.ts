/** E6: verdicts by keys, one undone; the app closed and started again; read by another program. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Locator, Page as Tab } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test, vi } from "vitest";
import { PATIENCE_MS, start, type Options } from "./harness.js";
import { cardIn, detections, homeIn, idOf, linnet, missing, rowsOf } from "./scene.js";
import { scratchFolder, warn } from "./scene.js";

warn("verdicts");

const KEYS = ["x", "c", "v", "x", "c", "v", "x", "c", "x", "c"] as const;
const WORDS = { x: "Right", c: "Wrong", v: "Unsure" } as const;
const STORED = { x: ["YES", null], c: ["NO", null], v: ["UNSURE", null] } as const;

describe.skipIf(missing !== undefined)("verdicts by keys", { timeout: 2 * PATIENCE_MS }, () => {
  let folder: string;
  let catalog: string;
  let options: Options;

  beforeAll(async () => {
    folder = await scratchFolder("verdicts");
    const home = await homeIn(folder);
    catalog = join(home, "catalog.sqlite");
    await linnet(home, "analyze", await cardIn(folder, 2));
    options = { home, settings: { begun: true, labeler: "Ana Quispe" } };
  }, PATIENCE_MS);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** What the catalog holds of the person's, by detection, as another process reads it. */
  async function stored(): Promise<Record<string, unknown>> {
    const rows = await rowsOf(catalog, "detections", "--where", "verdictBy=Ana Quispe");
    return Object.fromEntries(
      rows.map((row) => [String(row.detectionId), [row.verified, row.comment]]),
    );
  }

  test("ten are stored, and what was undone is not", async () => {
    const running = await start(options);
    try {
      const tab = running.tab();
      const chosen = await detections(tab);
      const first = await ids(tab);
      // As fast as fingers are: no key waits for the engine's answer to the one before.
      for (const key of KEYS) await tab.keyboard.press(key);
      for (const key of ["x", "Control+z", "ArrowUp", "ArrowUp", "z", "Control+z"]) {
        await tab.keyboard.press(key);
      }
      const wanted = first.map((id, at) => [String(id), STORED[KEYS[at] ?? "x"]] as const);
      await vi.waitFor(
        async () => {
          assert.deepEqual<Record<string, unknown>>(await stored(), Object.fromEntries(wanted));
        },
        { timeout: PATIENCE_MS, interval: 500 },
      );
      await tab.locator(".row.chosen .verdict.wrong").waitFor();
      assert.equal(await idOf(chosen), first[9]);
      assert.deepEqual(await words(tab), [...KEYS.map((key) => WORDS[key]), "Not checked"]);
      assert.deepEqual(running.complaints, []);
    } finally {
      await running.close();
    }
  });

  test("they are there when the app is started again, and one more is added", async () => {
    const before = await stored();
    const running = await start(options);
    try {
      const tab = running.tab();
      await detections(tab);
      assert.deepEqual(await words(tab), [...KEYS.map((key) => WORDS[key]), "Not checked"]);
      for (let row = 0; row < KEYS.length; row++) await tab.keyboard.press("ArrowDown");
      await tab.keyboard.press("c");
      await tab.waitForFunction(() => document.querySelectorAll(".row .wrong").length === 5);
    } finally {
      await running.close();
    }
    const after = await stored();
    assert.equal(Object.keys(after).length, KEYS.length + 1);
    assert.deepEqual({ ...after, ...before }, after);
  });
});

/** The detections of the first rows. */
async function ids(tab: Tab): Promise<number[]> {
  const found: number[] = [];
  for (let at = 0; at < KEYS.length; at++) found.push(await idOf(rowAt(tab, at)));
  return found;
}

const rowAt = (tab: Tab, at: number): Locator =>
  tab.locator(`.table .row[aria-rowindex="${String(at + 2)}"]`);

/** The verdicts of the first rows, one more than are judged. */
async function words(tab: Tab): Promise<string[]> {
  const found: string[] = [];
  for (let at = 0; at <= KEYS.length; at++) {
    found.push((await rowAt(tab, at).locator(".verdict").textContent()) ?? "");
  }
  return found;
}
