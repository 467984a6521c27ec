/** Samples of the engine's WAV files. */
import { assert, describe, test } from "vitest";
import { samplesOf } from "../../renderer/sound/samples.js";
import { wavHeader } from "../listening/made.js";

function file(values: readonly number[], channels: number): ArrayBuffer {
  const samples = Int16Array.from(values);
  const bytes = [wavHeader(384_000, channels, samples.byteLength), new Uint8Array(samples.buffer)];
  return Uint8Array.from(Buffer.concat(bytes)).buffer;
}

describe("samples of a WAV file", () => {
  test("are parted by channels, at the rate of the file", () => {
    const { rateHz, channels } = samplesOf(file([16_384, -32_768, 0, 8_192], 2));
    assert.equal(rateHz, 384_000);
    assert.deepEqual(
      channels.map((each) => [...each]),
      [
        [0.5, 0],
        [-1, 0.25],
      ],
    );
  });

  test("end with the file where it is cut short, and half a frame is none", () => {
    const whole = file([1, 2, 3, 4, 5, 6], 2);
    const { channels } = samplesOf(whole.slice(0, whole.byteLength - 3));
    assert.deepEqual(
      channels.map(({ length }) => length),
      [2, 2],
    );
  });

  test("are refused where there are none", () => {
    assert.throws(() => samplesOf(new ArrayBuffer(10)), /no WAV file of 16 bits/);
    assert.throws(
      () => samplesOf(Uint8Array.from(Buffer.from("gone".repeat(30))).buffer),
      /no WAV/,
    );
  });
});
