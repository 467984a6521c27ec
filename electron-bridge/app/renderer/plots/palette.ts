/** Colours of a plot: those of the theme on the screen, and the light ones in print. */

export interface Palette {
  ground: string;
  /** Nobody recorded: a point. */
  point: string;
  /** Recorded, and none heard: a box. */
  silent: string;
  edge: string;
  heard: string;
  ink: string;
  quiet: string;
  right: string;
  wrong: string;
  unsure: string;
}

/** The tokens of each colour. */
export const TOKENS: Readonly<Record<keyof Palette, string>> = {
  ground: "--surface-1",
  point: "--line",
  silent: "--surface-3",
  edge: "--line",
  heard: "--accent",
  ink: "--ink-1",
  quiet: "--ink-2",
  right: "--right",
  wrong: "--wrong",
  unsure: "--unsure",
};

/** As tokens.css has them for the light theme: what is saved is for paper. */
export const PRINT: Palette = {
  ground: "#ffffff",
  point: "#84897f",
  silent: "#dedbd1",
  edge: "#84897f",
  heard: "#17603f",
  ink: "#1d211c",
  quiet: "#4b5249",
  right: "#17603f",
  wrong: "#a3261b",
  unsure: "#7a5200",
};

/** What changes the colours of the page without a word of ours. */
export const LOOKS = ["(prefers-color-scheme: dark)", "(forced-colors: active)"] as const;

/** The colours that the page has now. */
export function paletteNow(): Palette {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(
    Object.entries(TOKENS).map(([name, token]) => [name, style.getPropertyValue(token).trim()]),
  ) as unknown as Palette;
}
