/** What a long spectrogram shows: its view, the pictures that it needs, the boxes over it, its axis. */
import { assert, describe, test } from "vitest";
import { timeTyped } from "../../renderer/pages/label/time-typed.js";
import { boxAt, dragged, fitting, partAt, rectOf } from "../../renderer/spectrogram/boxes.js";
import { barsOf, type Mark, markAt } from "../../renderer/spectrogram/marks.js";
import { decimalsOf, timeTicks } from "../../renderer/spectrogram/ticks.js";
import { addressOf, bandOf, levelOf, parentOf, tilesOf } from "../../renderer/spectrogram/tiles.js";
import {
  showing,
  type Viewport,
  whole,
  within,
  zoomed,
  zoomedHz,
} from "../../renderer/spectrogram/viewport.js";

const DAY = { seconds: 86_400, highHz: 24_000 };
const SIZE = { width: 1200, height: 480 };

/** Numbers from 0 to 1 that are the same each time (Park and Miller's generator). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Views of all sizes, within recordings of all lengths. */
function views(many: number): { view: Viewport; bounds: typeof DAY }[] {
  const next = random(17);
  return Array.from({ length: many }, () => {
    const bounds = { seconds: 10 ** (5 * next() - 0.1), highHz: 4_000 + 188_000 * next() };
    const seconds = bounds.seconds * 10 ** (-4 * next());
    const hz = bounds.highHz * next();
    const lowHz = bounds.highHz * next();
    const view = { from: bounds.seconds * (2 * next() - 0.5), seconds, lowHz, highHz: lowHz + hz };
    return { view: within(view, bounds), bounds };
  });
}

describe("a view", () => {
  test("lies within the recording, however it was moved", () => {
    const next = random(3);
    for (const { view, bounds } of views(500)) {
      const at = next();
      for (const each of [
        view,
        zoomed(view, 10 ** (4 * next() - 2), at, bounds),
        zoomedHz(view, 10 ** (4 * next() - 2), at, bounds),
      ]) {
        assert.isAtLeast(each.from, 0);
        assert.isAtMost(each.from + each.seconds, bounds.seconds + 1e-6);
        assert.isAtLeast(each.lowHz, 0);
        assert.isAtMost(each.highHz, bounds.highHz + 1e-6);
        assert.isAbove(each.seconds, 0);
        assert.isAbove(each.highHz, each.lowHz);
      }
    }
  });

  test("keeps what the pointer is at, closer and farther", () => {
    const view = { ...whole(DAY), from: 40_000, seconds: 600 };
    for (const [factor, at] of [
      [0.5, 0.25],
      [3, 0.8],
    ] as const) {
      const next = zoomed(view, factor, at, DAY);
      assert.closeTo(next.from + at * next.seconds, view.from + at * view.seconds, 1e-6);
    }
  });

  test("that has a stretch in it stays, and else grows only if it must", () => {
    const view = { ...whole(DAY), from: 100, seconds: 10 };
    assert.equal(showing(view, 101, 104, DAY), view);
    assert.equal(showing(view, 500, 504, DAY).seconds, 10);
    assert.equal(showing(view, 500, 540, DAY).seconds, 50);
  });
});

describe("the pictures of a view", () => {
  test("cover it without a gap, are few, and have a column for each one or two points", () => {
    for (const { view, bounds } of views(500)) {
      const tiles = tilesOf(view, bounds, SIZE.width);
      assert.isNotEmpty(tiles);
      assert.isAtMost(tiles.length, 5);
      assert.isAtMost(tiles[0]!.start, view.from + 1e-6);
      assert.isAtLeast(tiles.at(-1)!.end, view.from + view.seconds - 1e-6);
      tiles.slice(1).forEach((tile, at) => {
        assert.isAtMost(tile.start, tiles[at]!.end);
      });
      for (const tile of tiles) {
        assert.isAtMost(tile.end, bounds.seconds);
        const { width, height } = addressOf(tile, { recordingId: 1 }, bounds, false);
        assert.isAtMost(width, 513);
        assert.equal(height, 512);
        const isCut = 2 ** tile.level > bounds.seconds;
        const points = ((tile.end - tile.start) / view.seconds) * SIZE.width;
        // Where nothing is coarser or finer, columns are wider or narrower.
        if (tile.level > -3 && !isCut && tile.level < 10) {
          assert.isAtLeast(width, points / 2 - 2);
          assert.isAtMost(width, points + 2);
        }
      }
    }
  });

  test("hold the frequencies in view, in bands that small moves do not change", () => {
    for (const { view, bounds } of views(500)) {
      const [low, high] = bandOf(view, bounds);
      assert.isAtMost(low, view.lowHz + 1e-6);
      assert.isAtLeast(high, view.highHz - 1e-6);
      assert.isAtMost(high, bounds.highHz + 1e-6);
    }
    assert.deepEqual(bandOf({ ...whole(DAY), lowHz: 500, highHz: 3000 }, DAY), [0, 6000]);
    assert.deepEqual(bandOf({ ...whole(DAY), lowHz: 700, highHz: 3200 }, DAY), [0, 6000]);
  });

  test("have coarser ones over the same time, up to the whole recording", () => {
    for (const { view, bounds } of views(200)) {
      for (const tile of tilesOf(view, bounds, SIZE.width)) {
        const parent = parentOf(tile, bounds);
        if (parent === undefined) continue;
        assert.equal(parent.level, tile.level + 1);
        assert.isAtLeast(parent.end, tile.end - 1e-6);
        if (tile.level < 10) assert.isAtMost(parent.start, tile.start + 1e-6);
      }
    }
  });

  test("of more than ten minutes are long enough to come from the overview", () => {
    for (const tile of tilesOf(whole(DAY), DAY, SIZE.width)) {
      assert.isAbove(tile.end - tile.start, 600);
    }
    assert.equal(levelOf(86_400 / 1200), 16);
  });
});

describe("a box", () => {
  const view = { from: 100, seconds: 12, lowHz: 0, highHz: 12_000 };
  const box = { start: 103, end: 106, lowHz: 3000, highHz: 6000 };

  test("is held by its edges, its corners and its body; the smallest one goes first", () => {
    const rect = rectOf(box, view, SIZE);
    assert.deepEqual(rect, { left: 300, right: 600, top: 240, bottom: 360 });
    assert.equal(partAt(rect, 302, 300, true), "w");
    assert.equal(partAt(rect, 598, 358, true), "se");
    assert.equal(partAt(rect, 450, 300, true), "body");
    assert.equal(partAt(rect, 450, 241, false), "body");
    assert.isUndefined(partAt(rect, 290, 300, true));
    const inner = { start: 104, end: 105, lowHz: 4000, highHz: 5000 };
    assert.equal(boxAt([box, inner], view, SIZE, 450, 300)?.box, inner);
  });

  test("that is dragged stays a box within the recording, in whole milliseconds and hertz", () => {
    const next = random(5);
    const parts = ["body", "w", "e", "n", "s", "nw", "ne", "sw", "se"] as const;
    for (let times = 0; times < 500; times++) {
      const part = parts[times % parts.length]!;
      const moved = dragged(box, part, 400 * next() - 200, 60_000 * next() - 30_000, {
        seconds: 200,
        highHz: 12_000,
      });
      const its = fitting(moved, { seconds: 200, highHz: 12_000 });
      assert.isAbove(its.end, its.start);
      assert.isAbove(its.highHz!, its.lowHz!);
      assert.isAtLeast(its.start, 0);
      assert.isAtMost(its.end, 200);
      assert.isAtLeast(its.lowHz!, 0);
      assert.isAtMost(its.highHz!, 12_000);
      assert.equal(its.highHz, Math.round(its.highHz!));
      if (part === "body") {
        assert.closeTo(moved.end - moved.start, 3, 1e-9);
        assert.closeTo(moved.highHz! - moved.lowHz!, 3000, 1e-9);
      }
    }
  });

  test("of a recording that ends within a millisecond ends no later than that", () => {
    const bounds = { seconds: 3.999_98, highHz: 8000 };
    assert.equal(fitting({ start: 1, end: 5, lowHz: null, highHz: null }, bounds).end, 3.999);
  });
});

describe("what models heard", () => {
  const view = { from: 0, seconds: 12, lowHz: 0, highHz: 12_000 };
  const heard = (id: string, start: number): Mark => ({
    ...{ id, kind: "detection", text: id, start, end: start + 3, lowHz: null, highHz: null },
  });

  test("lies in lines: windows that follow each other in one, those at once below each other", () => {
    const marks = [heard("a", 0), heard("b", 0), heard("c", 3), heard("d", 4)];
    const bars = barsOf(marks, view, SIZE);
    const tops = ["a", "b", "c", "d"].map((id) => bars.get(id)?.top);
    assert.deepEqual(tops, [0, 16, 0, 16]);
    assert.equal(markAt(marks, view, SIZE, 10, 20)?.box.id, "b");
    assert.isUndefined(markAt(marks, view, SIZE, 10, 200));
  });
});

describe("the axis of time", () => {
  test("has round times of the clock that the recorder had", () => {
    // The recording begins at 05:12:04.
    const zero = 5 * 3600 + 12 * 60 + 4;
    assert.deepEqual(timeTicks(0, 120, 4, zero), [26, 56, 86, 116]);
    assert.deepEqual(timeTicks(0, 1, 5, zero), [0, 0.2, 0.4, 0.6, 0.8, 1]);
    assert.equal(decimalsOf([0, 0.2]), 1);
    assert.equal(decimalsOf([0, 0.05]), 2);
    assert.equal(decimalsOf([26, 56]), 0);
  });
});

describe("a time that is typed", () => {
  const NIGHT = "2026-03-14T22:00:00";

  test("is by the clock with its hours, and else from the start", () => {
    assert.equal(timeTyped("22:00:30", NIGHT, 36_000), 30);
    assert.equal(timeTyped("05:12:04", NIGHT, 36_000), 7 * 3600 + 12 * 60 + 4);
    assert.equal(timeTyped("12:04", NIGHT, 36_000), 724);
    assert.equal(timeTyped("724,5 s", NIGHT, 36_000), 724.5);
    assert.equal(timeTyped("1:12:04", null, 36_000), 4324);
  });

  test("that the recording does not have is none", () => {
    for (const text of ["", "12:60", "abc", "-3", "21:00:00", "40000", "1:2:3:4"]) {
      assert.isUndefined(timeTyped(text, NIGHT, 36_000), text);
    }
  });
});
