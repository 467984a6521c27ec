/** The playhead beside its sound, and the keys of Verify. */
import type { Page as Tab } from "playwright-core";
import { median, ms } from "../bench/numbers.js";
import { launch } from "../chromium.js";
import { playhead } from "../listening/playhead.js";
import type { Verdict } from "./budgets.js";
import type { Bench } from "./measure.js";
import { countSounds, keyTo, soundsSeen } from "./table.js";

const PLAYHEAD_MS = 20;

/** Of every look at the playhead, against the sample that leaves for the device then. */
export async function playheads(): Promise<Verdict> {
  const browser = await launch(["--autoplay-policy=no-user-gesture-required"]);
  try {
    const said: string[] = [];
    let worst = 0;
    for (const speed of [1, 0.5]) {
      const { off } = await playhead(browser, speed);
      const took = off.map((each) => each * 1000);
      worst = Math.max(worst, ...took);
      const [middle, most] = [median(took), Math.max(...took)].map((each) => each.toFixed(2));
      said.push(`x${String(speed)} median ${String(middle)} ms, most ${String(most)} ms`);
    }
    return { passed: worst <= PLAYHEAD_MS, text: said.join("; ") };
  } finally {
    await browser.close();
  }
}

const TIMES = 15;

/** Run in the page. */
const tileSeen = (): unknown => document.querySelector(".tile.chosen .tile-number")?.textContent;

/** Draw a sample, and open it with the keys on its first clip. */
async function tiles({ app }: Bench): Promise<Tab> {
  const tab = (await app()).tab();
  const sample = await tab.evaluate(async () => {
    const asked = { species: ["Genus1 species1"], model: "model-1", n: 60 };
    const drawn = await window.linnet.samplesDraw({ ...asked, name: `Perf ${String(Date.now())}` });
    if (!drawn.ok) throw new Error(drawn.error.message);
    return drawn.value.sampleId;
  });
  await tab.evaluate((id) => {
    location.hash = `#/verify?s=${String(id)}`;
  }, sample);
  await tab.locator(".tiles[aria-activedescendant]:focus").waitFor();
  // The first pictures and sounds are those of the page, not of a verdict.
  await tab.waitForTimeout(1000);
  return tab;
}

export async function nextTile(bench: Bench): Promise<Verdict> {
  const tab = await tiles(bench);
  const took: number[] = [];
  for (let clip = 0; clip < TIMES; clip++) took.push(await keyTo(tab, "x", tileSeen));
  const text = `median ${ms(median(took))}, longest ${ms(Math.max(...took))}`;
  return { passed: median(took) <= 50, text };
}

/** A verdict's key, where the next clip is played by itself, to the start of its sound. */
export async function nextSound(bench: Bench): Promise<Verdict> {
  const tab = await tiles(bench);
  const before = await tab.evaluate(async () => {
    const { autoplay } = await window.app.settings();
    await window.app.changeSettings({ autoplay: true });
    return autoplay;
  });
  await tab.reload();
  await countSounds(tab);
  await tab.locator(".tiles[aria-activedescendant]:focus").waitFor();
  const took: number[] = [];
  for (let clip = 0; clip < TIMES; clip++) {
    await tab.waitForTimeout(400);
    took.push(await keyTo(tab, "x", soundsSeen));
  }
  await tab.evaluate((autoplay) => window.app.changeSettings({ autoplay }), before);
  await tab.reload();
  const text = `median ${ms(median(took))}, longest ${ms(Math.max(...took))}`;
  return { passed: median(took) <= 100, text };
}
