/** Which stretch of a recording is played when. */
import { assert, describe, test } from "vitest";
import {
  after,
  type Course,
  cutAt,
  entered,
  type Piece,
  pieceOf,
  placeAt,
  spanOf,
  stretchAt,
} from "../../renderer/sound/course.js";

/** Play a course from a place, in clips of so many samples, until it ends or has so many pieces. */
function played(course: Course, place: number, pace: number, most: number, pieces = 50): Piece[] {
  const all: Piece[] = [];
  for (let next: number | undefined = entered(place, course); all.length < pieces; ) {
    const stretch = stretchAt(next, course, most);
    if (stretch === undefined) break;
    const piece = pieceOf(stretch, all.at(-1)?.until ?? 1000, next, pace);
    all.push(piece);
    next = piece.repeats ? undefined : after(piece, course);
    if (next === undefined) break;
  }
  return all;
}

describe("a course", () => {
  const whole = (length: number): Course => ({ length, loop: undefined });

  test("gives every sample once, in its time, and ends with the recording", () => {
    for (const length of [1, 999, 1000, 1001, 4321]) {
      const pieces = played(whole(length), 0, 1, 1000);
      assert.equal(pieces.at(-1)?.until, 1000 + length);
      for (const [each, piece] of pieces.entries()) {
        assert.deepEqual(
          [piece.from, piece.place, piece.at],
          [each * 1000, each * 1000, 1000 + each * 1000],
        );
        assert.equal(piece.until, 1000 + piece.to);
      }
    }
  });

  test("of a recording that is shorter than a clip is one piece", () => {
    const [only, ...more] = played(whole(300), 120, 1, 48_000);
    assert.deepEqual([only?.from, only?.to, only?.at, only?.until], [120, 300, 1000, 1180]);
    assert.deepEqual(more, []);
  });

  test("has nothing behind the end of the recording", () => {
    assert.deepEqual(played(whole(300), 300, 1, 100), []);
  });

  test("moves by its pace at every join, so no join shifts the sound", () => {
    for (const pace of [0.5, 0.1, 1 / 3, 0.75, 1, 2]) {
      const pieces = played(whole(10_000), 12, pace, 777);
      for (const piece of pieces) {
        assert.closeTo(piece.place, 12 + (piece.at - 1000) * pace, 1e-6);
        assert.isAtMost(piece.from, piece.place + 1e-6);
        // The last moment of a piece needs no sample but its own and the one behind.
        assert.isBelow(piece.place + (piece.until - 1 - piece.at) * pace, piece.to + 1e-6);
      }
      assert.closeTo((pieces.at(-1)?.until ?? 0) - 1000, (10_000 - 12) / pace, 1);
    }
  });

  test("of 384 kHz is that of any rate: places are samples", () => {
    const pieces = played(whole(384_000 * 5), 787_200, 1, 2 ** 20);
    assert.deepEqual(
      pieces.map(({ from, to }) => [from, to]),
      [
        [787_200, 787_200 + 2 ** 20],
        [787_200 + 2 ** 20, 1_920_000],
      ],
    );
  });

  test("loops as one piece where the loop fits into a clip", () => {
    const course = { length: 10_000, loop: { from: 2_000, to: 2_500 } };
    const [only, ...more] = played(course, 2_400, 1, 1_000);
    assert.deepEqual(more, []);
    assert.equal(only?.until, Infinity);
    const places = [1000, 1099, 1100, 1101, 1600, 11_100].map((at) => placeAt([only!], at));
    assert.deepEqual(places, [2_400, 2_499, 2_000, 2_001, 2_000, 2_000]);
  });

  test("loops over several clips, and keeps the part of a sample that it has gone too far", () => {
    const course = { length: 100_000, loop: { from: 10_000, to: 12_500 } };
    const pace = 0.3;
    const pieces = played(course, 11_000, pace, 1_000);
    assert.lengthOf(pieces, 50);
    for (const { at, place } of pieces) {
      const gone = 1_000 + (at - 1000) * pace;
      assert.closeTo(place, 10_000 + (gone % 2_500), 1e-6);
    }
  });

  test("enters a loop at its start, and stays where it is inside", () => {
    const course = { length: 10_000, loop: { from: 2_000, to: 2_500 } };
    assert.deepEqual(
      [0, 1_999, 2_000, 2_499, 2_500].map((place) => entered(place, course)),
      [2_000, 2_000, 2_000, 2_499, 2_000],
    );
    assert.equal(entered(7, whole(10)), 7);
  });

  test("has spans inside the recording, of a sample at least", () => {
    assert.deepEqual(spanOf(1, 2, 100, 1_000), { from: 100, to: 200 });
    assert.deepEqual(spanOf(1, 1, 100, 1_000), { from: 100, to: 101 });
    assert.deepEqual(spanOf(9, 20, 100, 1_000), { from: 900, to: 1_000 });
    assert.deepEqual(spanOf(-5, 0.5, 100, 1_000), { from: 0, to: 50 });
    assert.deepEqual(spanOf(30, 40, 100, 1_000), { from: 999, to: 1_000 });
  });
});

describe("the place at a moment", () => {
  const pieces = [
    { from: 0, to: 100, repeats: false, at: 50, until: 150, place: 0, pace: 1 },
    { from: 100, to: 200, repeats: false, at: 200, until: 400, place: 100, pace: 0.5 },
  ];

  test("stands before the sound, where a clip came late, and behind the end", () => {
    assert.deepEqual(
      [0, 50, 149, 150, 199, 200, 201, 400, 900].map((moment) => placeAt(pieces, moment)),
      [0, 0, 99, 100, 100, 100, 100.5, 200, 200],
    );
    assert.isUndefined(placeAt([], 5));
  });

  test("follows another pace from the moment of the cut on", () => {
    const cut = cutAt(pieces[0]!, 80)!;
    const next = pieceOf({ from: 0, to: 100, repeats: false }, 80, placeAt([cut], 80)!, 0.25);
    assert.deepEqual(
      [79, 80, 84].map((moment) => placeAt([cut, next], moment)),
      [29, 30, 31],
    );
    assert.isUndefined(cutAt(pieces[1]!, 200));
    assert.deepEqual(cutAt(pieces[0]!, 500), pieces[0]);
  });
});
