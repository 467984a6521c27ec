import { assert, describe, test } from "vitest";
import {
  changed,
  cursors,
  MOST_PAGES,
  rowsOf,
  startedAt,
  withNext,
  withPrevious,
} from "../../renderer/data/window.js";

/** A page of ten rows of a long answer, from row `at` on. */
const page = (at: number, more = {}) => ({
  rows: Array.from({ length: 10 }, (_, row) => at + row),
  nextCursor: `f${String(at + 10)}`,
  prevCursor: at === 0 ? null : `b${String(at)}`,
  ...more,
});

describe("a window of rows", () => {
  test("grows at both ends, and knows the number of its first row", () => {
    let window = startedAt([page(100)], 100);
    window = withNext(window, page(110));
    window = withPrevious(window, page(90));
    assert.deepEqual(
      rowsOf(window),
      Array.from({ length: 30 }, (_, row) => 90 + row),
    );
    assert.equal(window.first, 90);
    assert.equal(window.shift, 10);
    assert.deepEqual(cursors(window), { next: "f120", previous: "b90" });
  });

  test("drops what lies far away, and says by how much its rows have moved", () => {
    let window = startedAt([page(0)], 0);
    for (let at = 1; at < MOST_PAGES; at++) {
      window = withNext(window, page(at * 10));
      assert.equal(window.shift, 0);
    }
    window = withNext(window, page(MOST_PAGES * 10));
    assert.equal(window.shift, -10);
    assert.equal(window.first, 10);
    assert.equal(rowsOf(window)[0], 10);
    window = withPrevious(window, page(0));
    assert.equal(window.first, 0);
    assert.equal(rowsOf(window).length, MOST_PAGES * 10);
    assert.equal(rowsOf(window).at(-1), MOST_PAGES * 10 - 1);
  });

  test("has no row numbers after a jump, until its very first row is there", () => {
    let window = startedAt([page(20)], undefined);
    window = withPrevious(window, page(10));
    assert.isUndefined(window.first);
    assert.equal(withPrevious(window, page(0)).first, 0);
  });

  test("changes a row in place, and leaves all other pages as they are", () => {
    const window = withNext(startedAt([page(0)], 0), page(10));
    const after = changed(window, (row) => (row === 12 ? -12 : row));
    assert.equal(after.pages[0], window.pages[0]);
    assert.deepEqual(rowsOf(after).slice(11, 14), [11, -12, 13]);
    assert.equal(after.first, 0);
    assert.equal(after.shift, 0);
  });
});
