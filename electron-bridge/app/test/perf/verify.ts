/** The clips of Verify: how soon they have pictures, and how a verdict's key goes on. */
import type { Page as Tab } from "playwright-core";
import { median, ms } from "../bench/numbers.js";
import type { Verdict } from "./budgets.js";
import type { Bench } from "./measure.js";
import { countSounds, keyTo, soundsSeen } from "./table.js";

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

const TILES = 60;
/** Wide and high enough for so many clips at once. */
const LARGE = { width: 1920, height: 1500 };
const SPECIES = [1, 2, 3, 4, 5].map((number) => `Genus${String(number)} species${String(number)}`);

/** From the address of a list of clips to the pictures of the first sixty, cold and once more. */
export async function fill({ app }: Bench): Promise<Verdict> {
  const tab = (await app()).tab();
  const before = tab.viewportSize();
  await tab.setViewportSize(LARGE);
  await countPictures(tab);
  const [cold, cached]: [number[], number[]] = [[], []];
  for (const species of SPECIES) {
    const hash = `#/verify?where=${encodeURIComponent(JSON.stringify({ species: [species] }))}`;
    cold.push(await filled(tab, hash));
    cached.push(await filled(tab, hash));
  }
  if (before !== null) await tab.setViewportSize(before);
  const text = `cold median ${ms(median(cold))}, longest ${ms(Math.max(...cold))}; cached median ${ms(median(cached))}, longest ${ms(Math.max(...cached))}`;
  return { passed: median(cold) <= 1200 && median(cached) <= 150, text };
}

/** Let the page know which small pictures are painted from now on. */
async function countPictures(tab: Tab): Promise<void> {
  await tab.evaluate(() => {
    const page = window as unknown as { painted: Set<unknown> };
    page.painted = new Set();
    // eslint-disable-next-line @typescript-eslint/unbound-method
    const draw = CanvasRenderingContext2D.prototype.drawImage as (...values: unknown[]) => void;
    CanvasRenderingContext2D.prototype.drawImage = function (...values: unknown[]) {
      draw.apply(this, values);
      page.painted.add(this.canvas);
    };
  });
}

/** Leave the list that is shown, so that the next one is not taken for it. */
async function leave(tab: Tab): Promise<void> {
  await tab.evaluate(() => {
    location.hash = "#/models";
  });
  await tab.locator(".tiles").waitFor({ state: "detached" });
  await tab.waitForTimeout(500);
}

async function filled(tab: Tab, hash: string): Promise<number> {
  await leave(tab);
  return tab.evaluate(
    async ([to, wanted]) => {
      const { painted } = window as unknown as { painted: Set<unknown> };
      painted.clear();
      const began = performance.now();
      location.hash = to;
      while (painted.size < wanted) await new Promise((frame) => requestAnimationFrame(frame));
      return performance.now() - began;
    },
    [hash, TILES] as const,
  );
}

const VERDICTS = 2_000;
const PARTS = 4;

/** The heap of the page while so many clips are judged, one key each. */
export async function verdictsHeap({ app }: Bench): Promise<Verdict> {
  const tab = (await app()).tab();
  await leave(tab);
  await tab.evaluate((species) => {
    const where = encodeURIComponent(JSON.stringify({ species: [species] }));
    location.hash = `#/verify?where=${where}`;
  }, "Genus6 species6");
  await tab.locator(".tiles[aria-activedescendant]:focus").waitFor();
  const session = await tab.context().newCDPSession(tab);
  const sizes: number[] = [];
  for (let part = 0; part < PARTS; part++) {
    for (let verdict = 0; verdict < VERDICTS / PARTS; verdict++) await keyTo(tab, "x", tileSeen);
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize } = await session.send("Runtime.getHeapUsage");
    sizes.push(usedSize / 1e6);
  }
  await session.detach();
  const growth = (sizes.at(-1) ?? NaN) / (sizes[0] ?? NaN) - 1;
  const text = `${sizes.map((each) => each.toFixed(1)).join(", ")} MB after each ${String(VERDICTS / PARTS)} verdicts; ${(growth * 100).toFixed(1)} % more at the end than after the first`;
  return { passed: growth <= 0.1, text };
}
