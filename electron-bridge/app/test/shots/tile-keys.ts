/** Keys that lead to a state of a page with tiles of clips. */
import type { State } from "./state.js";

/** Press them once the tiles have the keys. */
export const press =
  (...keys: string[]): NonNullable<State["then"]> =>
  async ({ tab }) => {
    await tab.locator(".tiles:focus").waitFor();
    for (const key of keys) await tab.keyboard.press(key);
  };
