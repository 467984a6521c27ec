/** Takes a picture of every page, full and empty, in each theme, size and language. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { launch } from "../chromium.js";
import { type Look, shown } from "./state.js";
import { STATES } from "./states.js";

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];

/** Pictures of those pages whose name has `only` in it; returns how many. */
export async function pictures(folder: string, only = "", quick = false): Promise<number> {
  await mkdir(folder, { recursive: true });
  const browser = await launch();
  const looks: Look[] = SIZES.slice(0, quick ? 1 : 2).flatMap((size) =>
    (["light", "dark"] as const).flatMap((theme) =>
      (["en", "es"] as const)
        .filter((language) => !quick || (theme === "light") === (language === "en"))
        .map((language) => ({ size, theme, language })),
    ),
  );
  let taken = 0;
  try {
    for (const state of STATES.filter(({ name }) => name.includes(only))) {
      for (const look of looks) {
        const { tab, errors } = await shown(browser, state, look);
        const { theme = "", language = "", size } = look;
        // Small pictures are drawn one after the other.
        if ((await tab.locator("canvas.small-spectrogram").count()) > 0) {
          await tab.waitForTimeout(2000);
        }
        const name = `${state.name}-${theme}-${language}-${String(size?.width)}.png`;
        await tab.screenshot({ path: join(folder, name) });
        for (const each of errors) console.warn(`${name}: ${each}`);
        await tab.context().close();
        taken++;
      }
    }
  } finally {
    await browser.close();
  }
  return taken;
}
