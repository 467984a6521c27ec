/** A recording is heard where its playhead is, without gaps, at any speed. */
import type { Browser } from "playwright-core";
import { afterAll, assert, beforeAll, describe, onTestFinished, test } from "vitest";
import { executable, launch } from "../chromium.js";
import { impulses, made, sine } from "../listening/made.js";
import { breaks, impulsesOf, levelOf, offBy } from "../listening/measured.js";
import { EVERY, placesOf, playhead, RATE } from "../listening/playhead.js";
import type { Heard, Look } from "../listening/page.js";
import { AS_IT_WAS, opened, type ListeningScene, type Recording } from "../listening/scene.js";

if (executable === undefined) console.warn("No Chromium here: listening is not tested.");

/** What recorders of bats take. */
const BATS = 384_000;
/** What the playhead may be off by. */
const BUDGET_S = 0.02;

const SILENT = { recordingId: undefined, loading: false, trouble: undefined };

type How = Parameters<typeof listening.listen>[2];
type Loop = Parameters<typeof listening.listen>[3];

interface Wanted {
  fromS: number;
  how?: Partial<How>;
  loop?: Loop;
  /** Samples that the device gets. */
  samples: number;
  looks?: number;
  /** Changes that come while it plays, each after so many looks. */
  then?: Partial<How>;
  thenLoop?: Loop;
}

/** Samples from each moment to the next. */
function apartOf(moments: readonly number[]): number[] {
  return moments.slice(1).map((moment, each) => moment - (moments[each] ?? 0));
}

/** A device plays on while a busy machine brings sound too late: a fault of ours fails each time. */
const TRIES = { retry: 2 };

describe.skipIf(executable === undefined)("a recording that is listened to", TRIES, () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch(["--autoplay-policy=no-user-gesture-required"]);
  });

  afterAll(() => browser.close());

  async function scene(...recordings: Recording[]): Promise<ListeningScene> {
    const shown = await opened(browser, recordings);
    onTestFinished(async () => {
      await shown.tab.context().close();
      assert.deepEqual(shown.complaints, []);
    });
    return shown;
  }

  /** Listen to the first recording; what the device got, and where the playhead stood. */
  async function heard(
    { tab, recording }: ListeningScene,
    wanted: Wanted,
  ): Promise<{ heard: Heard; looks: Look[]; later: Look[] }> {
    const { how } = wanted;
    return tab.evaluate(
      async ([its, asked, how]) => {
        await listening.tapped(its, 0, how);
        await listening.listen(its, asked.fromS, how, asked.loop);
        const looks = await listening.looked(asked.looks ?? 0);
        if (asked.then !== undefined) listening.change(asked.then);
        if ("thenLoop" in asked) listening.loopTo(asked.thenLoop);
        const later = "then" in asked || "thenLoop" in asked ? await listening.looked(40) : [];
        const sound = await listening.got(asked.samples);
        listening.stopListening();
        return { heard: sound, looks, later };
      },
      [recording(1), wanted, { ...AS_IT_WAS, ...how }] as const,
    );
  }

  for (const speed of [1, 0.5]) {
    test(`has its playhead where the sound is, at x${String(speed)}`, async () => {
      const { moments, off } = await playhead(browser, speed);
      assert.isTrue(apartOf(moments).every((each) => each === EVERY / speed));
      assert.isAbove(off.length, 20);
      assert.isBelow(Math.max(...off), BUDGET_S);
    });
  }

  test("keeps its place where the speed changes", async () => {
    const its = await scene(made({ rateHz: RATE, seconds: 20, at: impulses(EVERY) }));
    const wanted = { fromS: 2.05, samples: 2.5 * RATE, looks: 30, then: { speed: 0.5 } };
    const got = await heard(its, wanted);
    const moments = impulsesOf(got.heard, 400);
    const apart = apartOf(moments);
    // One pair has the change between its impulses; all before are as they were, all later slower.
    const first = apart.findIndex((each) => each !== EVERY);
    assert.isAbove(first, 0);
    assert.isTrue(apart.slice(first + 1).every((each) => each === 2 * EVERY));
    const [before = 0, after = 0] = moments.slice(first, first + 2);
    const looks = [...got.looks, ...got.later].filter(({ ear }) => ear < before || ear > after);
    const off = offBy(looks, moments, placesOf(moments));
    assert.isAbove(off.length, 40);
    assert.isBelow(Math.max(...off), BUDGET_S);
  });

  test("sounds whole where one clip ends and the next begins", async () => {
    const its = await scene(made({ rateHz: RATE, seconds: 20, at: sine(997, RATE) }));
    const got = await heard(its, { fromS: 0.5, samples: 3.5 * RATE });
    assert.isAtLeast(its.asked.length, 3);
    // A sample too many or too few makes 0.04.
    assert.isBelow(breaks(got.heard.samples.slice(RATE / 10), 997, RATE), 0.002);
  });

  test("loops without a gap", async () => {
    const its = await scene(made({ rateHz: RATE, seconds: 20, at: sine(1000, RATE) }));
    const loop = { startS: 3, endS: 3.25 };
    const got = await heard(its, { fromS: 3.1, loop, samples: 1.5 * RATE, looks: 40 });
    assert.isBelow(breaks(got.heard.samples.slice(RATE / 10), 1000, RATE), 0.002);
    assert.isTrue(got.looks.every(({ place }) => place >= 3 && place <= 3.25));
  });

  test("loops without a gap over what no clip holds at once", async () => {
    const its = await scene(made({ rateHz: BATS, seconds: 9, at: sine(45_000, BATS) }));
    const wanted = { fromS: 4.9, loop: { startS: 1, endS: 5 }, how: { expansion: 10 } };
    const got = await heard(its, { ...wanted, samples: 2 * 38_400 });
    assert.isTrue(its.asked.slice(-2).some(([start]) => start === 1));
    assert.isBelow(breaks(got.heard.samples.slice(4_000), 4_500, 38_400), 0.002);
  });

  test("goes into a loop while it plays", async () => {
    const its = await scene(made({ rateHz: RATE, seconds: 20, at: impulses(EVERY) }));
    const wanted = { fromS: 2.05, samples: 2.5 * RATE, looks: 20 };
    const got = await heard(its, { ...wanted, thenLoop: { startS: 5, endS: 5.0625 } });
    const apart = apartOf(impulsesOf(got.heard, 400));
    // The loop has one impulse, at its very start.
    assert.isTrue(
      apart.slice(-10).every((each) => each === RATE / 16),
      String(apart),
    );
    assert.isTrue(got.later.slice(-20).every(({ place }) => place >= 5 && place <= 5.0625));
  });

  test("leaves a loop without a gap", async () => {
    const its = await scene(made({ rateHz: RATE, seconds: 20, at: sine(1000, RATE) }));
    const loop = { startS: 3, endS: 3.25 };
    const wanted = { fromS: 3, loop, looks: 40, thenLoop: undefined, samples: 2 * RATE };
    const got = await heard(its, wanted);
    assert.isBelow(breaks(got.heard.samples.slice(RATE / 10), 1000, RATE), 0.002);
    assert.isTrue(got.looks.every(({ place }) => place <= 3.25));
    assert.isAbove(got.later.at(-1)?.place ?? 0, 3.25);
  });

  test("bats are heard ten times lower, and nothing else is", async () => {
    const its = await scene(made({ rateHz: BATS, seconds: 4, at: sine(45_000, BATS) }));
    const got = await heard(its, { fromS: 0.5, how: { expansion: 10 }, samples: 40_000 });
    assert.equal(got.heard.rateHz, 38_400);
    const samples = got.heard.samples.slice(4_000, 4_000 + 32_768);
    const level = levelOf(samples, 4_500, 38_400);
    const power = samples.reduce((sum, each) => sum + each * each, 0) / samples.length;
    assert.closeTo(level, 10 * Math.log10(2 * power), 0.05);
    assert.isBelow(breaks(samples, 4_500, 38_400), 0.002);
  });

  for (const speed of [1, 0.5]) {
    test(`a heterodyne detector brings down what is beside its tone, and nothing else, at x${String(speed)}`, async () => {
      const tones = [44_200, 46_500, 60_000] as const;
      const at = (sample: number): number =>
        tones.reduce((sum, hz) => sum + sine(hz, BATS, 0.1)(sample), 0);
      const its = await scene(made({ rateHz: BATS, seconds: 6, at }));
      const how = { heterodyneHz: 45_000, speed };
      const got = await heard(its, { fromS: 0.5, how, samples: 160_000 });
      const samples = got.heard.samples.slice(20_000, 20_000 + 131_072);
      const level = (hz: number): number => levelOf(samples, hz, BATS);
      const [below, above] = [level(800 * speed), level(1_500 * speed)];
      // As loud as it was: 0.1 of full scale.
      assert.closeTo(below, -20, 1.5);
      assert.closeTo(above, -20, 1.5);
      for (const gone of [44_200, 60_000, 15_000]) assert.isBelow(level(gone * speed), -55);
    });
  }

  test("a tone that is tuned while it plays is followed, and without one all is as it was", async () => {
    const its = await scene(made({ rateHz: RATE, seconds: 20, at: sine(8_000, RATE, 0.1) }));
    const got = await heard(its, {
      ...{ fromS: 1, how: { heterodyneHz: 7_000 }, samples: 3 * RATE, looks: 20 },
      then: { heterodyneHz: undefined },
    });
    const { samples } = got.heard;
    const [early, late] = [samples.slice(4_000, 12_000), samples.slice(-16_000)];
    assert.closeTo(levelOf(early, 1_000, RATE), -20, 1.5);
    assert.closeTo(levelOf(late, 8_000, RATE), -20, 1);
    assert.isBelow(levelOf(late, 1_000, RATE), -60);
  });

  for (const speed of [1, 0.5]) {
    test(`the band-pass lets its band through, in hertz of the recording, at x${String(speed)}`, async () => {
      const tones = [500, 3_000, 12_000] as const;
      const at = (sample: number): number =>
        tones.reduce((sum, hz) => sum + sine(hz, RATE, 0.05)(sample), 0);
      const its = await scene(made({ rateHz: RATE, seconds: 20, at }));
      const levels = async (band: How["band"]): Promise<number[]> => {
        const got = await heard(its, { fromS: 1, how: { band, speed }, samples: RATE });
        const samples = got.heard.samples.slice(8_000, 8_000 + 32_768);
        return tones.map((hz) => levelOf(samples, hz * speed, RATE));
      };
      const all = await levels(undefined);
      const some = await levels({ lowHz: 1_500, highHz: 6_000 });
      const [low = 0, middle = 0, high = 0] = all.map((each, at) => each - (some[at] ?? 0));
      assert.isAbove(low, 35);
      assert.closeTo(middle, 0, 1);
      assert.isAbove(high, 22);
    });
  }

  test("goes on where the ear is when another expansion is chosen", async () => {
    const its = await scene(made({ rateHz: RATE, seconds: 20, at: impulses(EVERY) }));
    const [before, after] = await its.tab.evaluate(
      async ([recording, how]) => {
        await listening.listen(recording, 3, how);
        await listening.looked(30);
        const heardAt = listening.heardAt();
        listening.change({ expansion: 10 });
        await listening.told(({ loading }) => loading);
        await listening.told(({ loading }) => !loading);
        return [heardAt, listening.heardAt()];
      },
      [its.recording(1), AS_IT_WAS] as const,
    );
    assert.isAbove(before ?? 0, 3);
    assert.closeTo(after ?? 0, before ?? 0, 0.05);
  });

  test("ends with the recording, every sample of a short one heard", async () => {
    const its = await scene(made({ rateHz: RATE, seconds: 0.3, at: () => 0.25 }));
    const { samples, said } = await its.tab.evaluate(
      async ([recording, how]) => {
        await listening.tapped(recording, 0, how);
        await listening.listen(recording, 0, how);
        await listening.told(({ recordingId }) => recordingId === undefined);
        const got = await listening.got(20_000);
        return { samples: got.samples, said: listening.said() };
      },
      [its.recording(1), AS_IT_WAS] as const,
    );
    const sounds = samples.filter((each) => Math.abs(each) > 0.1).length;
    assert.equal(sounds, 0.3 * RATE);
    assert.deepEqual(said, SILENT);
  });

  test("ends where a file is cut short, and says so", async () => {
    const its = await scene(
      made({ rateHz: RATE, seconds: 20, cutS: 0.6, at: sine(1000, RATE) }),
      made({ rateHz: RATE, seconds: 20, cutS: 1, at: sine(1000, RATE) }),
    );
    for (const [recording, second] of [
      [its.recording(1), "0.6"],
      [its.recording(2), "1.0"],
    ] as const) {
      const said = await its.tab.evaluate(
        async ([cut, how]) => {
          await listening.listen(cut, 0.2, how);
          await listening.told(({ recordingId }) => recordingId === undefined);
          return listening.said();
        },
        [recording, AS_IT_WAS] as const,
      );
      const message = `The sound of the file ends at ${second} s.`;
      assert.deepEqual(said.trouble, { kind: null, message });
    }
  });

  test("that is missing is told of", async () => {
    const its = await scene();
    const said = await its.tab.evaluate(
      async ([missing, how]) => {
        await listening.listen(missing, 0, how);
        return [listening.said(), listening.heardAt()];
      },
      [its.recording(1), AS_IT_WAS] as const,
    );
    const trouble = { kind: "RecordingNotFound", message: "gone" };
    assert.deepEqual(said, [{ ...SILENT, trouble }, undefined]);
  });

  test("and a short stretch are never heard together", async () => {
    const its = await scene(made({ rateHz: RATE, seconds: 20, at: impulses(EVERY) }));
    const said = await its.tab.evaluate(
      async ([recording, how]) => {
        const { listen, play, played, said } = listening;
        const clip = { recordingId: 1, start: 1, end: 9 };
        await listen(recording, 0, how);
        await play("a clip", clip);
        const first = [said().recordingId, played().name];
        await listen(recording, 0, how);
        return [first, [said().recordingId, played().name]];
      },
      [its.recording(1), AS_IT_WAS] as const,
    );
    assert.deepEqual(said, [
      [undefined, "a clip"],
      [1, undefined],
    ]);
  });

  test("is fetched only a little ahead, and let go when it is stopped", async () => {
    const its = await scene(made({ rateHz: RATE, seconds: 3_600, at: impulses(EVERY) }));
    await heard(its, { fromS: 600, samples: 1.5 * RATE });
    const ends = its.asked.filter(([start]) => start >= 600).map(([, end]) => end);
    assert.isAtMost(Math.max(...ends), 608);
    assert.isAtMost(ends.length, 3);
  });
});
