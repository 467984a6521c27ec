/** What axe finds on a page, and the sentences that are read there. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page as Tab } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Finding {
  id: string;
  impact: string;
  nodes: { html: string }[];
}

/** What axe calls serious or critical, with the first parts that it names. */
export async function findings(tab: Tab): Promise<string[]> {
  await tab.evaluate(AXE);
  const found = await tab.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: () => Promise<{ violations: unknown }> } };
    return (await axe.run()).violations;
  });
  return (found as Finding[])
    .filter(({ impact }) => ["serious", "critical"].includes(impact))
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
}

/** The sentences that are seen, and the names that a screen reader says. */
export function sentences(tab: Tab): Promise<string[]> {
  return tab.evaluate(() => {
    const named = [...document.querySelectorAll("[aria-label], [placeholder]")].flatMap((each) => [
      each.getAttribute("aria-label") ?? "",
      each.getAttribute("placeholder") ?? "",
    ]);
    const lines = [...document.body.innerText.split("\n"), ...named].map((line) => line.trim());
    return [...new Set(lines)].filter((line) => /\p{L}{2,}\s+\p{L}{2,}/u.test(line));
  });
}
