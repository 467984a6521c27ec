/** Pieces of sound, in a context that a test moves on. */
import { assert, describe, test } from "vitest";
import { Chain, type Clip } from "../../renderer/sound/chain.js";
import { pieceOf } from "../../renderer/sound/course.js";

const RATE = 48_000;

class Source {
  buffer: unknown;
  loop = false;
  playbackRate = { value: 1 };
  onended: (() => void) | null = null;
  starts: number[] = [];
  stops: (number | undefined)[] = [];
  isConnected = false;
  connect(): void {
    this.isConnected = true;
  }
  disconnect(): void {
    this.isConnected = false;
  }
  start(when: number, offset: number): void {
    this.starts = [when * RATE, offset * RATE];
  }
  stop(when?: number): void {
    this.stops.push(when);
  }
}

function scene(): { chain: Chain; sources: Source[]; context: { currentTime: number } } {
  const sources: Source[] = [];
  const context = {
    currentTime: 0,
    sampleRate: RATE,
    createBufferSource: (): Source => {
      const made = new Source();
      sources.push(made);
      return made;
    },
  };
  const chain = new Chain(context as unknown as BaseAudioContext, {} as AudioNode, () => undefined);
  return { chain, sources, context };
}

function clip(from: number, to: number): Clip {
  return { from, to, buffer: { length: to - from } as AudioBuffer };
}

const NO_LOOP = { length: 1e9, loop: undefined };
const MOST = 2 ** 20;

describe("a chain of pieces", () => {
  test("lets go of clips that were played, and keeps what the ear may still hear", () => {
    const { chain, sources } = scene();
    for (let each = 0; each < 100; each++) {
      const its = clip(each * 1000, each * 1000 + 1000);
      const { from } = its;
      chain.add(pieceOf({ ...its, repeats: false }, from, from, 1), its);
      sources[each]!.onended?.();
    }
    assert.isFalse(chain.playsOn);
    assert.isTrue(sources.every(({ isConnected }) => !isConnected));
    const kept = sources.filter(
      (_, each) => chain.clipAt(each * 1000, NO_LOOP, MOST) !== undefined,
    );
    assert.isAtMost(kept.length, 2);
    assert.equal(chain.placeAt(1e9), 100_000);
  });

  test("plays nothing where the context was told too late", () => {
    const { chain, sources, context } = scene();
    const its = clip(0, 1000);
    context.currentTime = 2;
    assert.isFalse(chain.add(pieceOf({ ...its, repeats: false }, RATE, 0, 1), its));
    assert.deepEqual(sources[0]?.stops, [undefined]);
    assert.isFalse(chain.playsOn);
    assert.isUndefined(chain.placeAt(3 * RATE));
    assert.isTrue(chain.add(pieceOf({ ...its, repeats: false }, 3 * RATE, 0, 1), its));
  });

  test("that is cut goes on at the moment of the cut, with clips that it had waiting", () => {
    const { chain, sources } = scene();
    const [one, other] = [clip(0, 1000), clip(1000, 3000)];
    chain.add(pieceOf({ ...one, repeats: false }, 5000, 0, 1), one);
    chain.add(pieceOf({ ...other, repeats: false }, 6000, 1000, 1), other);
    assert.closeTo(chain.waitsS, 2000 / RATE, 1e-9);
    chain.cut(5990);
    assert.deepEqual(sources[0]?.stops, [6000 / RATE, 5990 / RATE]);
    assert.deepEqual(sources[1]?.stops, [8000 / RATE, undefined]);
    assert.equal(chain.placeAt(9999), 990);
    assert.equal(chain.clipAt(1500, NO_LOOP, MOST), other);
  });

  test("repeats a loop only with the samples of the loop alone", () => {
    const { chain, sources } = scene();
    const loop = { from: 0, to: 1000 };
    const longer = { ...loop, buffer: { length: 1001 } as AudioBuffer };
    chain.add(pieceOf({ ...loop, repeats: false }, 5000, 0, 1), longer);
    assert.isUndefined(chain.clipAt(500, { length: 5000, loop }, MOST));
    const whole = clip(0, 1000);
    chain.add(pieceOf({ ...loop, repeats: true }, 6000, 0, 1), whole);
    assert.equal(chain.clipAt(500, { length: 5000, loop }, MOST), whole);
    assert.isTrue(sources[1]!.loop);
    assert.deepEqual(sources[1]?.stops, []);
  });
});
