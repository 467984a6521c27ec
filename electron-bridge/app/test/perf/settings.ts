/** How soon a change of a setting is seen, and how soon it is in the file. */
import { readFile } from "node:fs/promises";
import { median, ms } from "../bench/numbers.js";
import type { Verdict } from "./budgets.js";
import type { Bench } from "./measure.js";

const TIMES = 10;
const [SEEN_MS, STORED_MS] = [50, 300];

/** Both from the press: the page is dressed anew, and the file says so. */
export async function changing({ app }: Bench): Promise<Verdict> {
  const running = await app();
  const tab = running.tab();
  await tab.evaluate(() => {
    location.hash = "#/settings?section=look";
  });
  await tab.locator('input[value="dark"]').waitFor({ state: "attached" });
  const { file } = running.app.settings;
  const [seen, stored]: [number[], number[]] = [[], []];
  for (let time = 0; time < TIMES; time++) {
    const theme = time % 2 === 0 ? "dark" : "light";
    const began = performance.now();
    const shown = tab.evaluate(
      (wanted) =>
        new Promise<number>((resolve) => {
          const pressed = performance.now();
          const look = (): void => {
            if (document.documentElement.dataset.theme === wanted) {
              resolve(performance.now() - pressed);
            } else requestAnimationFrame(look);
          };
          document.querySelector<HTMLInputElement>(`input[value="${wanted}"]`)?.click();
          requestAnimationFrame(look);
        }),
      theme,
    );
    while (!(await readFile(file, "utf8")).includes(`"theme": "${theme}"`));
    stored.push(performance.now() - began);
    seen.push(await shown);
  }
  return {
    passed: median(seen) <= SEEN_MS && median(stored) <= STORED_MS,
    text: `seen in ${ms(median(seen))}, stored in ${ms(median(stored))}`,
  };
}
