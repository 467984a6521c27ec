/** The tree of an import's folders, and clocks as people type them. */
import { assert, describe, test } from "vitest";
import { shiftBetween, shifted, shown } from "../../renderer/pages/recordings/import/clock.js";
import { treeRows } from "../../renderer/pages/recordings/import/rows.js";
import { offsetText } from "../../renderer/pages/recordings/import/words.js";
import { FOLDER } from "../component/made-cards.js";

const input = (path: string): { path: string; name: string; isFolder: true } => {
  return { path, name: path.split(/[\\/]/).at(-1) ?? "", isFolder: true };
};

const tree = (paths: string[], ...inputs: string[]): [number, string, boolean][] =>
  treeRows(
    paths.map((path) => ({ ...FOLDER, path })),
    inputs.map(input),
  ).map(({ depth, name, folder }) => [depth, name, folder !== undefined]);

describe("folders of an import", () => {
  test("lie in each other as they were found, and what holds but one other says nothing", () => {
    const paths = ["/c/A/x/DATA", "/c/A/y/DATA", "/c/A/y/DATA/more", "/c/B"];
    assert.deepEqual(tree(paths, "/c"), [
      [0, "c", false],
      [1, "A", false],
      [2, "x/DATA", true],
      [2, "y/DATA", true],
      [3, "more", true],
      [1, "B", true],
    ]);
  });

  test("of several cards stand under their own card, also where names begin alike", () => {
    assert.deepEqual(tree(["/m/CARD7/D", "/m/CARD71/D"], "/m/CARD7", "/m/CARD71"), [
      [0, "CARD7/D", true],
      [0, "CARD71/D", true],
    ]);
  });

  test("of Windows are parted at their own signs", () => {
    assert.deepEqual(tree(["E:\\CARD\\S1", "E:\\CARD\\S2"], "E:\\CARD"), [
      [0, "CARD", false],
      [1, "S1", true],
      [1, "S2", true],
    ]);
  });

  test("each have a row of their own, however they are named", () => {
    const paths = ["/c/a", "/c/a/b", "/c", "/c/b/a"];
    const ids = treeRows(
      paths.map((path) => ({ ...FOLDER, path })),
      [input("/c")],
    ).map(({ id }) => id);
    assert.includeMembers(ids, paths);
    assert.equal(new Set(ids).size, ids.length);
  });
});

describe("a recorder's clock", () => {
  test.each([
    ["1970-01-01T00:00:12", "2026-03-12 05:00:12", 1_773_291_600],
    ["2026-03-12T05:00:00-05:00", "2026-03-12 06:00", 3600],
    ["2026-03-12T05:00:00", "2026-02-31 05:00:00", undefined],
    ["2026-03-12T05:00:00", "yesterday", undefined],
    ["2026-03-12T05:00:00", "2026-03-12 23:59:5x", undefined],
    ["2026-03-12T05:00:00", "2026-03-12 10:00 PM", undefined],
    ["2026-03-12T05:00:00", "2026-13-05 05:00:00", undefined],
    ["2026-03-12T05:00:00", "2026-03-12 10:75", undefined],
    ["2026-03-12T05:00:00", "2026-03-12 24:00", undefined],
    ["2026-03-12T05:00:00", "2026-03-12 05:00:00+02:00", undefined],
    ["2026-03-12T05:00:00.250-05:00", " 2026-03-12 05:00:01 ", 1],
  ])("from %s to %s is shifted by %s s", (from, to, shift) => {
    assert.equal(shiftBetween(from, to), shift);
    if (shift !== undefined) assert.equal(shiftBetween(shown(from), shifted(from, shift)), shift);
  });

  test("tells its offset from UTC as people say it", () => {
    assert.deepEqual(
      [
        "2026-03-12T05:00:00-05:00",
        "2026-03-12T05:00:00+05:45",
        "2026-03-12T05:00:00+00:00",
        "2026-03-12T05:00:00",
        null,
      ].map(offsetText),
      ["UTC−5", "UTC+5:45", "UTC", null, null],
    );
  });
});
