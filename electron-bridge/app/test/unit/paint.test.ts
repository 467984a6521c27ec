import { assert, describe, test } from "vitest";
import { contrastOf, painted } from "../../renderer/spectrogram/paint.js";
import { table } from "../../renderer/theme/colormaps.js";

describe("a picture's colours", () => {
  test("show the loudest of a faint call as loud", () => {
    const levels = Uint8Array.from({ length: 6144 }, (_, point) => (point < 100 ? 90 : 40));
    const colours = painted(levels, table("grey"));
    assert.equal(colours[0], 255);
    assert.equal(colours[4 * 200], 0);
  });

  test("are spread over the sound, and not over what a model does not hear", () => {
    const sound = Uint8Array.from({ length: 6144 }, (_, point) => (point < 100 ? 90 : 40));
    const half = Uint8Array.from([...sound, ...new Uint8Array(6144)]);
    assert.deepEqual(contrastOf(half), contrastOf(sound));
    assert.deepEqual(contrastOf(new Uint8Array(6144)), { low: 0, high: 16 });
  });

  test("show silence as quiet, never as full contrast of nothing", () => {
    const levels = new Uint8Array(6144).fill(7);
    assert.deepEqual(contrastOf(levels), { low: 7, high: 23 });
    assert.equal(painted(levels, table("grey"))[0], 0);
  });
});
