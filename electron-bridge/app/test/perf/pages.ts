/** How soon the pages of places and answers stand whole: from the address to the last part drawn. */
import { median, ms } from "../bench/numbers.js";
import type { Verdict } from "./budgets.js";
import { wide } from "./catalog.js";
import { type Bench, startOver } from "./measure.js";

const TIMES = 7;

interface Opening {
  hash: string;
  /** All of them are there, and nothing is busy: then the page stands. */
  parts: readonly string[];
  goalMs: number;
  /** Asked of the catalog of 100,000 recordings. */
  isWide?: boolean;
}

/** A species of the made catalog with about a tenth of its detections. */
const SPECIES = "Genus2 species2";
const OF_SPECIES = encodeURIComponent(SPECIES);
const OF_ONE = encodeURIComponent(JSON.stringify({ species: [SPECIES] }));

const OPENINGS = {
  tree: {
    hash: "#/recordings?view=folders",
    parts: [".tree .tree-row"],
    goalMs: 300,
    isWide: true,
  },
  map: {
    hash: "#/recordings?view=map",
    parts: [".map-land", ".map-site"],
    goalMs: 100,
    isWide: true,
  },
  species: {
    hash: `#/species?s=${OF_SPECIES}`,
    parts: [".clips .clip", ".species-sites", ".species-season canvas", ".species-scores"],
    goalMs: 400,
  },
  activity: {
    hash: `#/activity?w=${OF_ONE}`,
    parts: [".heat-plot"],
    goalMs: 400,
  },
  preview: {
    hash: `#/export?where=${OF_ONE}`,
    parts: [".export-preview table tr, .export-text"],
    goalMs: 200,
  },
} satisfies Record<string, Opening>;

export function opened(name: keyof typeof OPENINGS): (bench: Bench) => Promise<Verdict> {
  return async ({ app }) => {
    const { hash, parts, goalMs, isWide = false }: Opening = OPENINGS[name];
    const running = isWide ? await startOver(await wide()) : await app();
    const tab = running.tab();
    const took: number[] = [];
    for (let time = 0; time <= TIMES; time++) {
      await tab.evaluate(() => {
        location.hash = "#/models";
      });
      await tab.locator(".model-card").first().waitFor();
      took.push(await tab.evaluate(whole, [hash, parts] as const));
    }
    if (isWide) await running.close();
    const [first = NaN, ...later] = took;
    return {
      passed: median(later) <= goalMs,
      text: `median ${ms(median(later))}, the first time ${ms(first)}`,
    };
  };
}

/** In the page: go to an address, and wait until all parts are drawn. */
function whole([hash, parts]: readonly [string, readonly string[]]): Promise<number> {
  return new Promise((resolve) => {
    const began = performance.now();
    location.hash = hash;
    const look = (): void => {
      if (parts.every((part) => document.querySelector(part) !== null)) {
        resolve(performance.now() - began);
      } else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}
