/** One verdict on 12,408 detections in the real app, counted by another program, and undone. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { whole } from "../chromium.js";
import { PATIENCE_MS, start } from "./harness.js";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const PYTHON = join(root, ".venv/bin/python");

const missing = [whole ?? "Chromium", PYTHON].find((path) => !existsSync(path));
if (missing !== undefined) console.warn(`${missing} is not here: verdicts on many are not tested.`);

/** 20,000 detections, of which 12,408 are above a score. */
const MAKE = `
import sqlite3, sys
from pathlib import Path
from tests.bench.bigcatalog import make_catalog
path = Path(sys.argv[1])
make_catalog(path, 20_000)
db = sqlite3.connect(path)
db.execute("UPDATE Detection SET confidence = 0.2")
db.execute("UPDATE Detection SET confidence = 0.9 WHERE detectionId <= 12408")
db.commit()
`;

/** Verdicts by score, as another process reads them. */
const COUNT = `
import json, sqlite3, sys
db = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
rows = db.execute("SELECT confidence > 0.5, verified, count(*) FROM Detection GROUP BY 1, 2 ORDER BY 1, 2")
batches = db.execute("SELECT count(*), count(undoneAt) FROM AnnotationBatch").fetchone()
print(json.dumps({"verdicts": [list(row) for row in rows], "batches": batches}))
`;

function python(script: string, path: string): string {
  const { status, stdout, stderr } = spawnSync(PYTHON, ["-c", script, path], {
    cwd: root,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

interface Counted {
  /** Whether the score is high, the verdict, and how many there are. */
  verdicts: [0 | 1, string, number][];
  /** Steps of people, and how many of them are undone. */
  batches: [number, number];
}

const counted = (path: string): Counted => JSON.parse(python(COUNT, path)) as Counted;

describe.skipIf(missing !== undefined)("verdicts on many", { timeout: 2 * PATIENCE_MS }, () => {
  let folder: string;
  let catalog: string;

  beforeAll(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), "linnet-many-")));
    catalog = join(folder, "made.sqlite");
    python(MAKE, catalog);
  }, PATIENCE_MS);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("are stored for all that match, and undone as one step", async () => {
    const running = await start({ catalog, settings: { begun: true } });
    try {
      const tab = running.tab();
      await tab.evaluate(() => {
        location.hash = `#/detections?w=${encodeURIComponent('{"confidence":{"ge":0.5}}')}`;
      });
      await tab.getByText("12,408 match").first().waitFor();
      await tab.waitForFunction(
        () => document.activeElement?.hasAttribute("aria-activedescendant") === true,
      );
      const before = counted(catalog);
      assert.isAbove(before.verdicts.length, 2, "some have verdicts of all kinds before");
      await tab.keyboard.press("Control+a");
      await tab.getByText("All 12,408 rows are marked.").first().waitFor();
      await tab.keyboard.press("c");
      await tab.getByText("Mark 12,408 detections as wrong?").first().waitFor();
      const news = tab.getByText(/12,408 detections are marked now: Wrong\./);
      await tab.keyboard.press("Enter");
      await news.waitFor();
      const low = before.verdicts.filter(([high]) => high === 0);
      assert.deepEqual(counted(catalog), {
        verdicts: [...low, [1, "NO", 12_408]],
        batches: [1, 0],
      });
      await tab.waitForFunction(
        () => document.querySelectorAll("[role=row] .verdict.wrong").length > 3,
      );

      await tab.waitForFunction(() => document.activeElement?.role === "grid");
      await tab.keyboard.press("Control+z");
      await tab.waitForFunction(() => document.querySelector("[role=row] .verdict.wrong") === null);
      assert.deepEqual(counted(catalog), { verdicts: before.verdicts, batches: [1, 1] });
      // The made recordings have no sound, so there are no pictures.
      assert.deepEqual(
        running.complaints.filter((each) => !each.includes("404")),
        [],
      );
    } finally {
      await running.close();
    }
  });
});
