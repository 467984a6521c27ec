/** Files of main's own are written whole, and results are kept short without a wrong number. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { JobsFile } from "../src/main/jobs-file.js";
import { shortened } from "../src/main/shortened.js";
import { writeWhole } from "../src/main/whole.js";

describe("a file", () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "linnet-whole-"));
  });

  afterAll(() => rm(folder, { recursive: true }));

  test("is not written where its folder is gone, such as on a stick that was pulled out", async () => {
    const failed = await writeWhole(join(folder, "gone", "some.json"), "{}").catch(String);
    assert.include(failed, "ENOENT");
  });

  test("of jobs is kept from the first start on", async () => {
    const troubles: string[] = [];
    const file = new JobsFile(join(folder, "jobs", "some.json"), (text) => troubles.push(text));
    file.write({ jobs: [], settled: [7] });
    await file.written();
    assert.deepEqual(troubles, []);
    assert.include(await readFile(join(folder, "jobs", "some.json"), "utf8"), "[7]");
  });
});

test("a result says how long its lists were, though they are cut", () => {
  const errors = Array.from({ length: 150 }, (_, at) => ({ path: `/card/${String(at)}.wav` }));
  const { value, leftOut, lengths } = shortened({ added: 1700, errors, sites: [1] });
  assert.deepEqual(lengths, { errors: 150 });
  assert.lengthOf((value as { errors: unknown[] }).errors, 100);
  assert.equal(leftOut, 50);
  const many = Object.fromEntries(
    Array.from({ length: 30 }, (_, at) => [`list${String(at)}`, Array(90).fill(0)]),
  );
  const last = shortened({ ...many, errors: [1, 2] });
  assert.equal(last.lengths.errors, 2, "where no value was left to keep");
});
