/** Light or dark: the person's choice, or the system's, which may change at any time. */
import type { Settings } from "../../shared/settings.js";

const dark = window.matchMedia("(prefers-color-scheme: dark)");
let wanted: Settings["theme"] = "system";

export type Theme = "light" | "dark";

export function themeNow(): Theme {
  if (wanted !== "system") return wanted;
  return dark.matches ? "dark" : "light";
}

export function dress(theme: Settings["theme"]): void {
  wanted = theme;
  document.documentElement.dataset.theme = themeNow();
}

dark.addEventListener("change", () => {
  dress(wanted);
});
