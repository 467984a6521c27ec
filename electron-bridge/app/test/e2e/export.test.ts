/** Every card of Export in the real app while a run writes: files read back, counts asked = written. */
import { link, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import type { Job } from "@linnet/electron-bridge/jobs.js";
import type { ClipsResult, ExportResult } from "@linnet/electron-bridge/generated/contract.js";
import { PATIENCE_MS, start, type Running } from "./harness.js";
import { cardIn, homeIn, linnet, missing, reached, scratchFolder, setUp, warn } from "./scene.js";

warn("exports");

const CARDS = "raven audacity kaleidoscope tables spreadsheet parquet json clips".split(" ");

/** So many recordings that the run goes on until it is cancelled. */
const MANY = 400;

describe.skipIf(missing !== undefined)("exports in the app", { timeout: 2 * PATIENCE_MS }, () => {
  let folder: string;
  let running: Running;

  beforeAll(async () => {
    folder = await scratchFolder("export");
    const home = await homeIn(folder);
    const card = await cardIn(folder, 2);
    await linnet(home, "analyze", card);
    const long = join(folder, "CARD8");
    await mkdir(long);
    const [first = ""] = await readdir(card);
    for (let each = 0; each < MANY; each++) {
      await link(join(card, first), join(long, `night-${String(each)}.flac`));
    }
    const places = CARDS.map((name) => join(folder, "out", name));
    for (const each of places) await mkdir(each, { recursive: true });
    running = await start({
      ...{ home, settings: { begun: true }, grants: [card, long] },
      answers: places.map((each) => [each]),
    });
    await setUp(running, long, MANY);
    await running.tab().keyboard.press("Control+Enter");
    await reached(running, 1);
    await running.tab().keyboard.press("Alt+0");
  }, 2 * PATIENCE_MS);

  afterAll(async () => {
    await running.close();
    await rm(folder, { recursive: true, force: true });
  });

  test.each(CARDS.map((card, at) => [card, at] as const))(
    "%s is written whole",
    async (card, at) => {
      const tab = running.tab();
      await tab.locator(".export-cards").waitFor();
      await tab.keyboard.press(String(at + 1));
      await tab.keyboard.press("o");
      await tab.locator(".export-to .path", { hasText: card }).waitFor();
      if (card === "clips") {
        await tab.getByText("Only so many of each").click();
        await tab.getByLabel("At most").fill("3");
        await tab.keyboard.press("Escape");
      }
      await tab.locator(".export-plan:not(.export-stale)").first().waitFor();
      await tab.locator(".export-start:not([disabled])").waitFor();
      const before = new Set(running.app.jobs.list().ended.map(({ id }) => id));
      assert.isTrue(isRunning(running), "the run goes on");
      await tab.keyboard.press("Control+Enter");
      const job = await ended(running, before);
      assert.isTrue(isRunning(running), "the run goes on");
      assert.deepInclude(job.outcome, { ok: true });
      const out = join(folder, "out", card);
      const { value } = job.outcome as { value: unknown };
      if (card === "clips") {
        const { asked, written, kept, errors } = value as ClipsResult;
        assert.deepEqual([written + kept, errors], [asked, []]);
        assert.equal((await filesIn(out, ".flac")).length, written);
      } else {
        const { rows, asked, written, files } = value as ExportResult;
        assert.equal(rows, asked);
        assert.isAbove(rows, 0);
        assert.equal(await rowsIn(out, card), rows);
        assert.isAtLeast(written, files.length);
        const [methods = ""] = await filesIn(out, ".methods.md");
        assert.include(await readFile(methods, "utf8"), "BirdNET v2.4 (birdnet-v2.4)");
      }
      await tab.getByRole("button", { name: "Show in folder" }).first().waitFor();
      assert.deepEqual(running.complaints, []);
    },
  );
});

function isRunning({ app }: Running): boolean {
  return app.jobs.list().running.some(({ kind }) => kind === "run");
}

async function ended({ app }: Running, before: ReadonlySet<number>): Promise<Job> {
  for (;;) {
    const job = app.jobs.list().ended.find(({ id }) => !before.has(id));
    if (job !== undefined) return job;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function filesIn(folder: string, end: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true });
  return found.filter((each) => each.endsWith(end)).map((each) => join(folder, each));
}

/** The rows of all files that a program would open. */
async function rowsIn(folder: string, card: string): Promise<number> {
  if (card === "parquet")
    return parquetRows(await readFile(join(folder, "linnet.detections.parquet")));
  if (card === "json") {
    const text = await readFile(join(folder, "linnet.detections.json"), "utf8");
    return (JSON.parse(text) as unknown[]).length;
  }
  let rows = 0;
  const end = { raven: ".table.txt", audacity: ".audacity.txt" }[card] ?? ".csv";
  for (const path of await filesIn(folder, end)) {
    const lines = (await readFile(path, "utf8")).split("\n").filter((line) => line !== "");
    rows += lines.length - (card === "audacity" ? 0 : 1);
  }
  return rows;
}

/** The number of rows in the footer: the third field, a varint in zigzag after the schema. */
function parquetRows(file: Buffer): number {
  const mark = (at: number): string => file.subarray(at, at + 4).toString("latin1");
  assert.deepEqual([mark(0), mark(file.length - 4)], ["PAR1", "PAR1"]);
  const length = file.readUInt32LE(file.length - 8);
  const footer = file.subarray(file.length - 8 - length, file.length - 8);
  // Field 3 (rows, i64: type 6) follows field 2 (a list); field 4, a list of structs, comes next.
  for (let at = 1; at < footer.length; at++) {
    if (footer[at] !== 0x16) continue;
    let [value, shift, to] = [0, 0, at + 1];
    while (((footer[to] ?? 0) & 0x80) !== 0) {
      value += ((footer[to++] ?? 0) & 0x7f) * 2 ** shift;
      shift += 7;
    }
    value += (footer[to] ?? 0) * 2 ** shift;
    if (footer[to + 1] === 0x19) return value / 2;
  }
  return NaN;
}
