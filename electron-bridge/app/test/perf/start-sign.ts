/** How soon the page of runs shows that Start was pressed. */
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ms } from "../bench/numbers.js";
import type { Verdict } from "./budgets.js";
import { copied, freshCard } from "./catalog.js";
import { type Bench, startOver } from "./measure.js";

export async function startSign({ catalog }: Bench): Promise<Verdict> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "linnet-perf-")));
  await freshCard(join(folder, "CARD"), 2, 30);
  const running = await startOver(await copied(catalog, folder), [folder]);
  try {
    const tab = running.tab();
    await tab.evaluate(() => {
      location.hash = "#/run";
    });
    await tab.waitForTimeout(3000);
    const button = tab.getByRole("button", { name: /^Start/ });
    if ((await button.count()) === 0) return { text: "not there yet: the page has no Start" };
    if (await button.first().isDisabled())
      return { text: "not there yet: Start waits for a choice" };
    const sign = await button.first().evaluate(
      (element) =>
        new Promise<number>((resolve) => {
          const began = performance.now();
          const main = element.closest("main") ?? document.body;
          new MutationObserver(() => {
            requestAnimationFrame(() => {
              resolve(performance.now() - began);
            });
          }).observe(main, { subtree: true, childList: true, characterData: true });
          (element as HTMLElement).click();
        }),
    );
    return { passed: sign <= 100, text: ms(sign) };
  } finally {
    await running.close();
    await rm(folder, { recursive: true });
  }
}
