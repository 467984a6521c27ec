/** Of a clip that is judged, only a band is heard where the person wants that. */
import type { Browser } from "playwright-core";
import { afterAll, assert, beforeAll, describe, test } from "vitest";
import { executable, launch } from "../chromium.js";
import { made, sine, wavHeader } from "../listening/made.js";
import { levelOf } from "../listening/measured.js";
import { opened } from "../listening/scene.js";
import { madeMedia } from "./made-detections.js";
import { MadeSamples, OWL } from "./made-samples.js";
import { open, until } from "./scripted.js";

if (executable === undefined) console.warn("No Chromium here: bands are not tested.");

const RATE = 48_000;
/** Half a minute of silence: longer than anybody here listens. */
const SILENCE = Buffer.concat([wavHeader(8_000, 1, 480_000), Buffer.alloc(480_000)]);

const longer = (address: string): Buffer | undefined =>
  address.includes("clip/") ? SILENCE : madeMedia(address);

describe.skipIf(executable === undefined)("a band of a clip", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch(["--autoplay-policy=no-user-gesture-required"]);
  });

  afterAll(() => browser.close());

  test("is let through by the player, and nothing else is", async () => {
    const tones = [500, 3_000, 12_000] as const;
    const at = (sample: number): number =>
      tones.reduce((sum, hz) => sum + sine(hz, RATE, 0.05)(sample), 0);
    const { tab, complaints } = await opened(browser, [made({ rateHz: RATE, seconds: 9, at })]);
    const levels = async (band: { lowHz: number; highHz: number } | undefined) => {
      const { samples, rateHz } = await tab.evaluate(async (wanted) => {
        const clip = { recordingId: 1, start: 1, end: 8 };
        await listening.tappedPlayer("a clip", clip, false, { band: wanted });
        await listening.play("a clip", clip, false, { band: wanted });
        const heard = await listening.got(44_000);
        listening.stop();
        return heard;
      }, band);
      const steady = samples.slice(8_000, 8_000 + 32_768);
      return tones.map((hz) => levelOf(steady, hz, rateHz));
    };
    const all = await levels(undefined);
    const some = await levels({ lowHz: 1_500, highHz: 6_000 });
    const [low = 0, middle = 0, high = 0] = all.map((each, place) => each - (some[place] ?? 0));
    assert.isAbove(low, 35);
    assert.closeTo(middle, 0, 1);
    assert.isAbove(high, 22);
    assert.deepEqual(complaints, []);
    await tab.context().close();
  });

  test("is chosen beside the look, kept with the species, and said wherever a clip is played", async () => {
    const samples = new MadeSamples();
    samples.add("Owls", 60);
    const kept: Record<string, unknown> = {};
    const { tab, errors } = await open(browser, {
      ...{ hash: "#/verify?s=1", media: longer },
      settings: { labeler: "Ana Quispe", language: "en" },
      script: samples.script({
        "memos/get": ({ key }) => ({ key, value: kept[key] ?? null, revision: 1 }),
        "memos/set": ({ key, value }) => {
          kept[key] = value;
          return { key, value, revision: 1 };
        },
      }),
    });
    const ready = (): Promise<void> => tab.locator(".tiles[aria-activedescendant]:focus").waitFor();
    const line = (text: string): Promise<void> =>
      tab.locator(".look-line summary", { hasText: text }).waitFor();
    const said = (text: string): Promise<void> =>
      tab.getByRole("status").getByText(text).first().waitFor();
    await ready();
    await tab.keyboard.press("l");
    const fields = tab.getByRole("group", { name: "How clips are seen and heard" });
    await fields.getByRole("button", { name: /Hear/ }).press("ArrowDown");
    await tab.getByRole("option", { name: "Only what is shown" }).click();
    // What pictures usually show.
    await line("You hear only what is below 12 kHz");
    await fields.getByRole("textbox", { name: "To kHz", exact: true }).fill("4");
    await line("You hear only what is below 4 kHz");
    await fields.getByRole("textbox", { name: "From kHz", exact: true }).fill("0.2");
    await line("You hear only 0.2 to 4 kHz");
    await until(() => JSON.stringify(kept).includes("200"));
    await until(() => JSON.stringify(kept).includes('"hear":"shown"'));
    await tab.reload();
    await ready();
    await line("You hear only 0.2 to 4 kHz");

    await tab.keyboard.press("Space");
    await said("Playing: only 0.2 to 4 kHz.");
    await tab.keyboard.press("Space");
    await said("Stopped.");
    await tab.keyboard.press("o");
    await tab.getByRole("button", { name: "Play 10 s" }).click();
    await said("Playing: only 0.2 to 4 kHz.");
    await tab.getByRole("button", { name: "Stop" }).first().click();
    await said("Stopped.");
    await tab.locator(".reference").first().waitFor();
    await tab.keyboard.press("e");
    await said("Playing: only 0.2 to 4 kHz.");
    await tab.keyboard.press("Escape");

    await tab.keyboard.press("l");
    await fields.getByRole("button", { name: /Hear/ }).press("ArrowDown");
    await tab.getByRole("option", { name: "Only a band" }).click();
    await fields.getByRole("textbox", { name: "Hear from kHz" }).fill("1.5");
    await line("You hear only what is above 1.5 kHz");
    await until(() => JSON.stringify(kept).includes('"hearLowHz":1500'));
    assert.deepInclude((kept["verify/looks"] as { of: Record<string, object> }).of[OWL], {
      ...{ lowHz: 200, highHz: 4000, hear: "band", hearLowHz: 1500, hearHighHz: null },
    });
    await fields.getByRole("button", { name: "As usual" }).click();
    await tab.getByText("You hear").first().waitFor({ state: "detached" });
    assert.deepEqual(errors, []);
    await tab.context().close();
  });
});
