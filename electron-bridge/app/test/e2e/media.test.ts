/** Pictures and sound of real detections, in the page that people use. */
import { existsSync } from "node:fs";
import { copyFile, cp, mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { whole } from "../chromium.js";
import { PATIENCE_MS, start, type Running } from "./harness.js";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const RECORDINGS = here("../../../../../shared/recordings");
const HOME = process.env.LINNET_TEST_HOME ?? here("../../../../.linnet/home");

const missing = [whole ?? "Chromium", RECORDINGS, HOME].find((path) => !existsSync(path));
if (missing !== undefined) console.warn(`${missing} is not here: media are not tested.`);

/** Kept by the test, in the page. */
interface Heard {
  heard?: { seconds: number; loudest: number }[];
}

describe.skipIf(missing !== undefined)("media in the page", { timeout: PATIENCE_MS }, () => {
  let folder: string;
  let running: Running;

  beforeAll(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), "linnet-media-")));
    const home = join(folder, "home");
    const card = join(folder, "CARD7");
    await mkdir(card);
    await copyFile(join(RECORDINGS, "birds_10s.wav"), join(card, "20260312_051200.wav"));
    await copyFile(join(RECORDINGS, "birdnet_soundscape.flac"), join(card, "20260312_061200.flac"));
    await copyFile(join(RECORDINGS, "stereo.wav"), join(card, "20260312_071200.wav"));
    await cp(join(HOME, "models"), join(home, "models"), { recursive: true });
    running = await start({ home, settings: { begun: true }, grants: [card] });
    const found = await running.tab().evaluate(async (path) => {
      const ran = await window.linnet.infer({ inputs: [path] });
      return ran.ok || ran.error.message;
    }, card);
    assert.isTrue(found);
    await running.tab().evaluate(() => {
      location.hash = "#/detections";
    });
    await running.tab().locator(".row .picture").first().waitFor();
  }, PATIENCE_MS);

  afterAll(async () => {
    await running.close();
    await rm(folder, { recursive: true, force: true });
  });

  test("the picture of a row is painted", async () => {
    // More than one colour: an empty canvas has one.
    await running.tab().waitForFunction(() => {
      const canvas = document.querySelector<HTMLCanvasElement>(".row canvas.small-spectrogram");
      const drawn = canvas?.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height);
      return drawn !== undefined && new Set(new Uint32Array(drawn.data.buffer)).size > 16;
    });
    assert.deepEqual(running.complaints, []);
  });

  test("the key plays the sound of a row", async () => {
    const tab = running.tab();
    await tab.evaluate(() => {
      const page = window as Heard;
      const heard: NonNullable<Heard["heard"]> = (page.heard = []);
      // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own node below
      const begin = AudioBufferSourceNode.prototype.start;
      AudioBufferSourceNode.prototype.start = function (...when) {
        const samples = this.buffer?.getChannelData(0) ?? new Float32Array();
        const loudest = samples.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
        heard.push({ seconds: this.buffer?.duration ?? 0, loudest });
        begin.apply(this, when);
      };
    });
    await tab.getByRole("grid").focus();
    await tab.keyboard.press("Space");
    await tab.waitForFunction(() => (window as Heard).heard?.length === 1);
    const [sound] = (await tab.evaluate(() => (window as Heard).heard)) ?? [];
    assert.isAtLeast(sound?.seconds ?? 0, 3);
    assert.isAbove(sound?.loudest ?? 0, 0);
    assert.deepEqual(running.complaints, []);
  });
});
