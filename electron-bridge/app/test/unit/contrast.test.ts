/** Ink on its ground, in both themes: WCAG's ratio, over the pairs that are in use. */
import { readFileSync } from "node:fs";
import { assert, describe, test } from "vitest";

const css = readFileSync(new URL("../../renderer/theme/tokens.css", import.meta.url), "utf8");

function tokens(selector: string): Record<string, string> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf("}", start));
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = "", value = ""]) => [
      name,
      value,
    ]),
  );
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const GROUNDS = ["surface-0", "surface-1", "surface-2", "accent-soft", "warn-soft", "fail-soft"];
const PAIRS: [string, string, number][] = [
  ...GROUNDS.flatMap((ground): [string, string, number][] => [
    ["ink-1", ground, 7],
    ["ink-2", ground, 4.5],
    ["focus", ground, 3],
  ]),
  ["ink-1", "surface-3", 7],
  ["ink-3", "surface-0", 4.5],
  ["ink-3", "surface-1", 4.5],
  ["ink-3", "surface-2", 4.5],
  ["accent-ink", "accent", 4.5],
  ["fail", "surface-1", 4.5],
  ["fail", "fail-soft", 4.5],
  ["warn", "warn-soft", 4.5],
  ...["right", "wrong", "unsure"].flatMap((verdict): [string, string, number][] => [
    [verdict, "surface-1", 4.5],
    [verdict, "accent-soft", 4.5],
  ]),
  ["line", "surface-0", 3],
  ["line", "surface-1", 3],
];

describe.each([
  ["light", ":root"],
  ["dark", ':root[data-theme="dark"]'],
])("the %s theme", (_name, selector) => {
  const found = tokens(selector);
  test.each(PAIRS)("%s on %s is %d : 1 at least", (ink, ground, least) => {
    assert.isAtLeast(ratio(found[ink] ?? "#888888", found[ground] ?? "#888888"), least);
  });
});
