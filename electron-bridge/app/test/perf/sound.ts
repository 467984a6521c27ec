/** The playhead beside its sound. */
import { median } from "../bench/numbers.js";
import { launch } from "../chromium.js";
import { playhead } from "../listening/playhead.js";
import type { Verdict } from "./budgets.js";

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
