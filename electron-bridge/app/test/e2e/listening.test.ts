/** Recordings of every kind are heard in their place, as the real engine decodes them. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { rm, truncate } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { ResponseError, SidecarClient } from "../../../src/index.js";
import { executable, launch } from "../chromium.js";
import { impulsesOf } from "../listening/measured.js";
import { AS_IT_WAS, opened, Refused, type Recording } from "../listening/scene.js";
import { program } from "./harness.js";
import { scratchFolder } from "./scene.js";

const missing = [executable ?? "Chromium", program("linnet")].find((path) => !existsSync(path));
if (missing !== undefined) console.warn(`${missing} is not here: no kind of sound is listened to.`);

const [RATE, SECONDS] = [48_000, 6];
/** An impulse of a millisecond at 2.5 s of near silence. */
const WRITE = `
import sys, numpy, soundfile
sound = numpy.random.default_rng(1).normal(0, 1e-4, ${String(SECONDS * RATE)})
sound[120000:120048] = 0.9
for name, kind in (("wav", "PCM_16"), ("flac", "PCM_16"), ("mp3", None), ("ogg", "OPUS")):
    soundfile.write(f"{sys.argv[1]}/impulse.{name}", sound, ${String(RATE)}, subtype=kind)
soundfile.write(f"{sys.argv[1]}/cut.wav", sound, ${String(RATE)}, subtype="PCM_16")
`;

describe.skipIf(missing !== undefined)("listening, by the real engine", () => {
  let folder: string;
  let browser: Browser;
  let client: SidecarClient;

  beforeAll(async () => {
    folder = await scratchFolder("listening");
    const { status, stderr } = spawnSync(program("python"), ["-c", WRITE, folder]);
    assert.equal(status, 0, String(stderr));
    await truncate(join(folder, "cut.wav"), 44 + Math.round(2.7 * RATE) * 2);
    const env = { LINNET_HOME: join(folder, "home") };
    ({ client } = await SidecarClient.start({ command: program("linnet"), env }));
    browser = await launch(["--autoplay-policy=no-user-gesture-required"]);
  });

  afterAll(async () => {
    await browser.close();
    await client.stop();
    await rm(folder, { recursive: true });
  });

  function recordingOf(name: string): Recording {
    const path = join(folder, name);
    const clip = async (start: number, end: number): Promise<Buffer> => {
      try {
        return Buffer.from((await client.call("sound", { path, start, end })).data, "base64");
      } catch (error) {
        if (!(error instanceof ResponseError)) throw error;
        throw new Refused((error.data as { kind: string }).kind);
      }
    };
    return { rateHz: RATE, seconds: SECONDS, clip };
  }

  for (const kind of ["wav", "flac", "mp3", "ogg"]) {
    test(`an impulse in ${kind} is heard where the decoder has it`, async () => {
      const recording = recordingOf(`impulse.${kind}`);
      const file = await recording.clip(0, SECONDS);
      const samples = Array.from(new Int16Array(Uint8Array.from(file.subarray(44)).buffer));
      const [decoded = NaN] = impulsesOf({ rateHz: RATE, samples, first: 0 }, RATE);
      assert.closeTo(decoded / RATE, 2.5, 0.05);

      const { tab, recording: of, complaints } = await opened(browser, [recording]);
      const { heard, looks } = await tab.evaluate(
        async ([its, how]) => {
          await listening.tapped(its, 0, how);
          await listening.listen(its, 2.2, how);
          return { looks: await listening.looked(30), heard: await listening.got(0.7 * 48_000) };
        },
        [of(1), AS_IT_WAS] as const,
      );
      const [moment = NaN] = impulsesOf(heard, RATE);
      // The first looks came before the sound.
      const places = looks.slice(10).map(({ ear, place }) => place + (moment - ear) / RATE);
      for (const place of places) assert.closeTo(place, decoded / RATE, 0.02);
      assert.deepEqual(complaints, []);
      await tab.context().close();
    });
  }

  test("a file that is cut short is heard to where it is cut, and this is told", async () => {
    const { tab, recording: of } = await opened(browser, [recordingOf("cut.wav")]);
    const said = await tab.evaluate(
      async ([its, how]) => {
        await listening.listen(its, 2.2, how);
        const began = listening.said().recordingId;
        await listening.told(({ recordingId }) => recordingId === undefined);
        return [began, listening.said().trouble];
      },
      [of(1), AS_IT_WAS] as const,
    );
    assert.deepEqual(said, [1, { kind: null, message: "The sound of the file ends at 2.7 s." }]);
    await tab.context().close();
  });
});
