/** The waveform of a tile: where its peaks stand along the axis, and what of it is in view. */
import { assert, describe, test } from "vitest";
import { loudnessOf } from "../../renderer/spectrogram/paint-peaks.js";
import { dbOf, type Peaks, peaksOf } from "../../renderer/spectrogram/peaks.js";
import { type Maker, TileStore } from "../../renderer/spectrogram/tile-store.js";
import { tilesOf } from "../../renderer/spectrogram/tiles.js";
import { whole } from "../../renderer/spectrogram/viewport.js";

const FULL = 32_767;
const of = (...levels: number[]): Peaks =>
  peaksOf(Int16Array.from(levels.flatMap((level) => [-level * FULL, level * FULL])), false);

describe("the peaks of a tile", () => {
  test("stand at their level in dB, above and below the middle", () => {
    const { places } = of(1, 0.1, 0.001, 0.0001, 0);
    assert.deepEqual(
      [...places].map((each) => Math.round(1000 * Math.abs(each)) / 1000),
      [1, 1, 0.667, 0.667, 0, 0, 0, 0, 0, 0],
    );
    assert.isTrue(places.every((place, at) => (at % 2 === 0 ? place <= 0 : place >= 0)));
    assert.closeTo(dbOf(places[3]!), -20, 0.01);
  });

  test("are marked at full scale alone, and never where steps are coarse", () => {
    assert.deepEqual([...of(1, 0.999, 0.5).full], [1, 0, 0]);
    // A file of 16 bits ends one step below full scale.
    assert.deepEqual([...peaksOf(Int16Array.of(0, 32_766, -32_767, 0), false).full], [1, 1]);
    assert.deepEqual([...peaksOf(Int16Array.of(0, 32_767), true).full], [0]);
  });

  test("tell how loud the part in view is, and nothing beside it", async () => {
    const bounds = { seconds: 64, highHz: 24_000 };
    const levels = (second: number): number => (second === 3 ? 1 : second === 9 ? 0.5 : 0.01);
    const maker: Maker<Peaks, undefined> = {
      make: ({ start, end }) =>
        Promise.resolve(of(...Array.from({ length: end - start }, (_, at) => levels(start + at)))),
      ...{ bytes: () => 1, most: 100, free: () => undefined },
      ...{ hasQuickLook: () => false, lookName: () => "" },
    };
    const store = new TileStore(
      maker,
      bounds,
      () => undefined,
      () => undefined,
    );
    const view = { ...whole(bounds), from: 8, seconds: 4 };
    const tiles = tilesOf(view, bounds, 256);
    assert.isUndefined(loudnessOf(view, tiles, store));
    // Until its own tiles come, a coarser one tells it.
    for (const wanted of [tilesOf(whole(bounds), bounds, 256), tiles]) {
      store.want(wanted, [], undefined);
      await new Promise(setImmediate);
      const { place = 0, isFull } = loudnessOf(view, tiles, store) ?? {};
      assert.closeTo(dbOf(place), -6.02, 0.01);
      assert.isFalse(isFull);
    }
    const early = { ...view, from: 0 };
    assert.isTrue(loudnessOf(early, tilesOf(early, bounds, 256), store)?.isFull);
  });
});
